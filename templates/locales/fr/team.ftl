# Team: plans, seats, roles.

plan-trial = Essai
plan-team = Team
plan-growth = Growth
plan-professional = Professional
plan-enterprise = Enterprise

no-room-seat = Aucune licence n’est libre. Le propriétaire du compte ou un administrateur de facturation peut en ajouter.
no-room-sell-seat = Aucune licence Sell n’est libre. Le propriétaire du compte ou un administrateur de facturation peut en ajouter.
no-room-light-agent = Le forfait ne permet pas d’autre agent light.
