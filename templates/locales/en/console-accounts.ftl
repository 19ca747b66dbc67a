### The accounts of the deployment, in the operator's console.

console-accounts-purpose = Look up who is writing, and enter an account when its administrators allow it.
