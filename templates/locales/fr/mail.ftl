### Les lettres et le journal des e-mails.
