### Visits of the operator's staff in an account.

role-operator-staff = Support staff
role-operator-administrator = Operator administrator
refusal-while-visiting = Support staff don’t do this in an account that they visit.
refusal-not-let-in = The account doesn’t let support staff in.
who-staff = This is for the support staff of this help desk.
who-staff-administrators = This is for operator administrators.
ended-access-ended = The account no longer lets support staff in.
ended-ended-by-account = An administrator of the account ended it.
ended-ended-in-console = It was ended in the operator console.
ended-console-left = The sign-in to the operator console is over.
ended-account-suspended = The account is suspended.
error-410-visit-title = This visit is over
error-410-visit = You were in { $account } as support staff. Nothing more is done there in your name.
