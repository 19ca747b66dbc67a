### End-user settings, sign-up, verifying an address, adding people.
