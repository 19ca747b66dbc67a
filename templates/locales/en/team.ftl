# Team: plans, seats, roles.

plan-trial = Trial
plan-team = Team
plan-growth = Growth
plan-professional = Professional
plan-enterprise = Enterprise

no-room-seat = No seat is free. The account owner or a billing admin can add seats.
no-room-sell-seat = No Sell seat is free. The account owner or a billing admin can add seats.
no-room-light-agent = The plan has no place for another light agent.
