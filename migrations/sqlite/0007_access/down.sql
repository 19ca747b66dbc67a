ALTER TABLE frames DROP COLUMN idle_minutes;
ALTER TABLE frames DROP COLUMN read_only;
DROP TABLE grants;
