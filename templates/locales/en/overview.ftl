# Account > Security > Overview.

overview-title = Security overview
overview-purpose = How each setting stands, and where to change it.
overview-caption = Security settings, what needs attention first
overview-setting = Setting
overview-state = State
overview-what = What is so
overview-go = Go to setting
overview-critical = Critical
overview-recommended = Recommended
overview-healthy = Healthy
overview-critical-count = { $count } critical
overview-recommended-count = { $count } recommended
overview-healthy-count = { $count } healthy
overview-factor = Two-factor authentication of team members
overview-factor-required = Required, and every administrator has it.
overview-factor-missing = { $count ->
    [one] Required; { $count } administrator sets it up at the next sign-in.
   *[other] Required; { $count } administrators set it up at their next sign-in.
}
overview-factor-optional = Every administrator has it, but it is not required.
overview-factor-bare = { $count ->
    [one] Not required, and { $count } administrator goes without it.
   *[other] Not required, and { $count } administrators go without it.
}
overview-sessions = Sessions of team members
overview-sessions-short = They end after a short time without use.
overview-sessions-long = They stay open for { $count } minutes without use. Eight hours at most are better.
overview-staff-passwords = Passwords of team members
overview-customer-passwords = Passwords of end users
overview-level-strong = The level is strong.
overview-level-medium = The level is Medium. Recommended is better.
overview-level-low = The level is Low. Choose Recommended.
overview-set = Passwords set by administrators
overview-set-on = Administrators may set passwords. A link is safer.
overview-set-off = People choose their passwords themselves.
overview-ip-on = Team members come from the listed addresses only.
overview-ip-off = Team members sign in from anywhere.
overview-assuming-off = Nobody can be assumed.
overview-assuming-no-reason = Nobody has to give a reason. Require one.
overview-assuming-long = An assumed identity may last for more than two hours.
overview-assuming-fine = A reason is required, and the time is limited.
overview-access-off = Support staff can’t enter the account.
overview-access-on = Support staff may enter the account until the time you set. Turn it off when it is no longer needed.
overview-access-open = Support staff may enter the account for an unlimited time. Set an end.
overview-administrators = Administrators who no longer come
overview-administrators-fine = Every administrator has been here in the last 90 days.
overview-administrators-idle = { $count ->
    [one] { $count } administrator has not signed in for 90 days.
   *[other] { $count } administrators have not signed in for 90 days.
}
overview-tokens-fine = Every program with access has used it in the last 90 days.
overview-tokens-idle = { $count ->
    [one] { $count } program has not used its access for 90 days.
   *[other] { $count } programs have not used their access for 90 days.
}
