-- Billing: until when a subscription is billed and for what, who is billed, and that an invoice stays what it was,
-- but for the erasure of a person whom one names.
-- `anchor_day` is the day of the month on which periods begin; `covered` the price of the whole running period that is billed.
ALTER TABLE subscriptions ADD COLUMN next_cycle TEXT CHECK (next_cycle IS NULL OR next_cycle IN ('monthly', 'annual'));
ALTER TABLE subscriptions ADD COLUMN anchor_day INTEGER NOT NULL DEFAULT 0 CHECK (anchor_day BETWEEN 0 AND 31);
ALTER TABLE subscriptions ADD COLUMN billed_until BIGINT;
ALTER TABLE subscriptions ADD COLUMN covered BIGINT NOT NULL DEFAULT 0 CHECK (covered >= 0);
ALTER TABLE subscriptions ADD COLUMN billing_name TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriptions ADD COLUMN billing_address TEXT NOT NULL DEFAULT '';
-- Nobody is billed for the time before this step.
UPDATE subscriptions SET period_start = CAST(strftime('%s', 'now') AS INTEGER) * 1000;

ALTER TABLE invoices ADD COLUMN billed_to TEXT NOT NULL DEFAULT '';

CREATE TRIGGER invoices_stay BEFORE UPDATE OF account_id, number, state, currency, total, period_start, period_end, issued_at, due_at, paid_at ON invoices
  WHEN OLD.state <> 'open' OR NEW.account_id <> OLD.account_id OR NEW.number <> OLD.number OR NEW.currency <> OLD.currency OR NEW.total <> OLD.total
    OR NEW.period_start <> OLD.period_start OR NEW.period_end <> OLD.period_end OR NEW.issued_at <> OLD.issued_at OR NEW.due_at <> OLD.due_at
    OR (NEW.state <> 'paid' AND NEW.paid_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'an invoice stays what it was'); END;
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices BEGIN SELECT RAISE(ABORT, 'an invoice stays'); END;
CREATE TRIGGER invoice_lines_stay BEFORE UPDATE ON invoice_lines BEGIN SELECT RAISE(ABORT, 'the lines of an invoice stay'); END;
CREATE TRIGGER invoice_lines_kept BEFORE DELETE ON invoice_lines BEGIN SELECT RAISE(ABORT, 'the lines of an invoice stay'); END;
CREATE TRIGGER invoice_lines_closed BEFORE INSERT ON invoice_lines WHEN EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND state <> 'open')
  BEGIN SELECT RAISE(ABORT, 'the lines of an invoice stay'); END;
