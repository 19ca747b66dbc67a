### Search of people and organizations.
