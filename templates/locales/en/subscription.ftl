# What the account has bought, its invoices, and how they are paid.

nav-subscription = Subscription
nav-payments = Payments
nav-invoices = Invoices

# An amount: what stands before the cents, and on which side the sign of the currency stands.
money-mark = .
money = { $symbol }{ $amount }
price-per-month = { $amount } per month
price-per-year = { $amount } per year

error-403-owner = The account owner is { $name }.
seats-more = Get more seats
seats-whom-to-ask = Who can add seats?

## Subscription

subscription-purpose = What this account has bought, and what it costs.
subscription-change = Change the subscription
subscription-buy = Choose a plan
subscription-trial = This account is on trial
subscription-trial-text = Choose a plan whenever you like. Nothing is billed before.
subscription-trial-ends = The trial ends on { $day }. Nothing is billed before you choose a plan.
subscription-trial-ended = The trial ended on { $day }. Nothing is billed before you choose a plan.
subscription-what = What you have
subscription-plan = Plan
subscription-products = Products
subscription-light-agents-used = Light agents
subscription-of = { $used } of { $limit }
subscription-seats = Seats
subscription-seats-used = Seats in use
subscription-sell-seats = Sell seats
subscription-lent = Lent by the operator
subscription-lent-one = { $count ->
    [one] One seat until { $day }
   *[other] { $count } seats until { $day }
}
subscription-how = What it costs
subscription-cycle = Billing cycle
cycle-monthly = Monthly
cycle-annual = Annual
cycle-monthly-next = Monthly from the next invoice on
cycle-annual-next = Annual from the next invoice on
subscription-currency = Currency
subscription-price = Price
subscription-next = Next invoice
subscription-next-invoice = { $amount } on { $day }
subscription-without-tax = Prices are without tax.
subscription-people-and-bill = Having fewer people does not lower the bill: change the number of seats.
subscription-who = See who uses the seats
subscription-who-light-agents = See the light agents
subscription-see-roles = See the roles

## Changing it

plan-choose = Choose a plan
plan-option = { $plan } – { $price } for each seat
subscription-seats-hint = Administrators and agents take one each.
subscription-sell-seats-hint = Without any, the account has no Sell.
subscription-cycle-hint = You pay at the beginning of each month or year.
subscription-look = See what will change
fault-plan = Choose a plan.
fault-cycle = Choose a billing cycle.
fault-seats = Enter a whole number from 1 to { $most }.
fault-sell-seats = Enter a whole number from 0 to { $most }.
subscription-cannot = The subscription can’t change like that
subscription-same = Nothing would change.
subscription-seats-in-use = { $number ->
    [one] One seat is in use
   *[other] { $used } seats are in use
}, and there would be { $limit }. { $count ->
    [one] Take the seat of one person first, or keep one seat more.
   *[other] Take the seats of { $over } people first, or keep { $over } seats more.
}
subscription-sell-seats-in-use = { $number ->
    [one] One Sell seat is in use
   *[other] { $used } Sell seats are in use
}, and there would be { $limit }. { $count ->
    [one] Take the role in Sell of one person first.
   *[other] Take the roles in Sell of { $over } people first.
}
subscription-light-agents = { $number ->
    [one] There is one light agent
   *[other] There are { $used } light agents
}, and the plan has places for { $limit }. { $count ->
    [one] Give one of them another role first.
   *[other] Give { $over } of them another role first.
}
subscription-custom-roles = { $count ->
    [one] One person has a custom role, and the plan has none. The standard agent role could let them do more, so give them another role first.
   *[other] { $shown } people have custom roles, and the plan has none. The standard agent role could let them do more, so give them other roles first.
}
subscription-who-is-in-the-way = They have custom roles:
subscription-changed-meanwhile = Something changed in the meantime, and nothing was saved. This is how it would be now.

## What will change

subscription-will-change = What will change
subscription-nothing-yet = Nothing has changed yet.
subscription-part = Part of the subscription
subscription-before = Now
subscription-after = Then
subscription-charge = { $amount } is billed at once: the difference for the { $days ->
    [one] one day left
   *[other] { $days } days left
} of this period’s { $of }, rounded down.
subscription-charge-first = The first invoice, of { $amount }, is made at once.
subscription-charge-none = Nothing is billed at once.
subscription-charge-next = The next invoice is { $amount } on { $day }.
subscription-no-refund = It changes at once. What is paid for this period is not refunded; coming back to it before the next invoice costs nothing.
subscription-cycle-later = The billing cycle changes with the next invoice, on { $day }.
subscription-legacy-agents = You can make roles of your own. Agents stay what they are, as legacy agents, until you give them one.
subscription-loses-roles = There are no custom roles any more.
subscription-fewer-light-agents = { $count ->
    [0] There are no light agents any more.
   *[other] There can be { $shown } light agents at most.
}
subscription-loses-product = { $product } is lost.
subscription-loses-explore = { $count ->
    [one] One person loses their role in Explore:
   *[other] { $shown } people lose their role in Explore:
}
subscription-back = Change something
subscription-yes = Yes, change the subscription
notice-subscription-changed = The subscription has been changed.

## Invoices

invoices-purpose = One for every month or year, and one when the price rises in between.
invoices-caption = Invoices, newest first
invoices-download = Download as CSV
invoices-empty-title = No invoices yet
invoices-empty-text = The first one is made when the account has a plan that is paid for.
invoice = Invoice
invoice-title = Invoice { $number }
invoice-state = State
invoice-open = Open
invoice-overdue = Overdue
invoice-paid = Paid
invoice-void = Void
invoice-billed-to = Billed to
invoice-issued = Issued
invoice-due = To be paid by
invoice-paid-on = Paid on
invoice-period = Period
invoice-from-until = { $from } to { $until }
invoice-lines = Lines of the invoice
invoice-item = Item
invoice-quantity = Quantity
invoice-unit-price = Unit price
invoice-amount = Amount
invoice-total = Total
invoice-seats-monthly = Seats, { $plan }, one month
invoice-seats-annual = Seats, { $plan }, one year
invoice-sell-monthly = Sell seats, one month
invoice-sell-annual = Sell seats, one year
invoice-rest = Higher price ({ $amount } more for a whole period) for { $days ->
    [one] one day
   *[other] { $days } days
} of { $of }
invoice-how-to-pay = Pay by bank transfer, with the number of the invoice. It is marked as paid when the money has arrived.

## Payments

payments-purpose = How the invoices are paid, and who is billed.
payments-method = Payment method
payments-card = Card
payments-card-ending = { $brand } ending in { $last }
payments-expiry = Valid until
payments-by-transfer = Invoices are paid by bank transfer.
payments-none = No payment method has been chosen. Invoices can be paid by bank transfer.
payments-pay-to = Transfer to
payments-pay-to-unknown = The operator tells you where to transfer the money.
payments-no-cards = This server takes no cards. Never type a card number here: a card would be entered on the payment provider’s own page only.
payments-card-page = Cards are entered on the payment provider’s own page. Never type a card number here.
payments-card-open = Open the provider’s page
payments-choose-transfer = Pay by bank transfer
payments-to-pay = What is to be paid
payments-open = Open invoices
payments-open-sum = { $count ->
    [one] One, of { $amount }
   *[other] { $count } ({ $amount } together)
}
payments-invoices = See the invoices
payments-billed = Who is billed
payments-name = Name
payments-name-hint = If it is not { $account }.
payments-address = Address
payments-address-hint = It stands on invoices from now on. Invoices already made stay as they are.
fault-card-number = This looks like the number of a card or an account, so it was not kept. Never type one here.
notice-payment-method = Invoices are paid by bank transfer.
notice-billing-address = Who is billed has been saved.

## Mail

letter-invoice-new = New invoice
letter-invoice-settled = Invoice paid or void
letter-subscription-changed = Subscription changed
letter-seats-lent = Seats lent or ended
mail-invoice-link = See the invoice
mail-subscription-link = See the subscription
mail-invoice-new-subject = Invoice { $number } of { $account }
mail-invoice-new-lead = Invoice { $number } for the account { $account } comes to { $total } and is to be paid by { $day }.
mail-invoice-paid-subject = Invoice { $number } of { $account } is paid
mail-invoice-paid-lead = Invoice { $number } for the account { $account } has been marked as paid. The note made with it is:
mail-invoice-void-subject = Invoice { $number } of { $account } is void
mail-invoice-void-lead = Invoice { $number } for the account { $account } need not be paid any more. The reason given is:
mail-subscription-changed-subject = The subscription of { $account } was changed
mail-subscription-changed-lead = { $by }, a billing admin, has changed the subscription of { $account }.
mail-subscription-changed-operator-lead = The operator has changed the subscription of { $account }, for the reason below.
mail-subscription-changed-now = It is now { $plan } with { $seats ->
    [one] one seat
   *[other] { $seats } seats
}.
mail-subscription-changed-next = The next invoice is { $total } on { $day }.
mail-seats-lent-subject = Seats lent to { $account }
mail-seats-lent-lead = The operator has lent { $account } { $seats ->
    [one] one seat
   *[other] { $seats } seats
} until { $day }, without charge. The reason given is:
mail-seats-ended-subject = Seats lent to { $account } have ended
mail-seats-ended-lead = The operator has taken back { $seats ->
    [one] the seat
   *[other] the { $seats } seats
} lent to { $account } until { $day }. Nobody loses a role by that. The reason given is:

## What the audit log records

act-subscription-changed = Subscription changed
act-invoice-created = Invoice made
act-invoice-paid = Invoice marked as paid
act-invoice-voided = Invoice made void
act-payment-method-changed = Payment method changed
act-billing-address-changed = Who is billed changed
act-seats-lent = Seats lent
act-seats-lending-ended = Lent seats ended
