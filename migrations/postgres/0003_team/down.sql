CREATE OR REPLACE FUNCTION address_remembered() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.user_id, OLD.kind, OLD.value)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
ALTER TABLE former_identifiers DROP COLUMN verified;
DROP TABLE authorizations;
DROP TABLE integrations;
DROP TABLE payment_methods;
DROP TABLE invoice_lines;
DROP TABLE invoices;
DROP TRIGGER team_made ON accounts;
DROP FUNCTION team_made;
DROP TRIGGER team_grouped_again ON users;
DROP TRIGGER team_grouped ON users;
DROP FUNCTION team_grouped;
DROP TABLE group_memberships;
DROP TABLE agent_groups;
DROP TRIGGER owners_chosen ON accounts;
DROP FUNCTION owner_chosen;
DROP TRIGGER owners_stay ON users;
DROP FUNCTION owner_stays;
DROP TRIGGER permissions_given ON users;
DROP FUNCTION permissions_given;
DROP INDEX users_of_role;
ALTER TABLE users DROP COLUMN permissions, DROP COLUMN custom_role_id, DROP COLUMN billing_admin, DROP COLUMN sell_role,
  DROP COLUMN chat_role, DROP COLUMN talk_role, DROP COLUMN explore_role, DROP COLUMN guide_role;
DROP TABLE roles;
DROP FUNCTION role_in_use;
DROP FUNCTION permissions_changed;
DROP TABLE temporary_seats;
DROP TABLE subscriptions;
