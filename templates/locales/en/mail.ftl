### The letters, and the E-mail log.
