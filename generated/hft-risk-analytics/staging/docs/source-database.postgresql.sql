-- Prepares PostgreSQL for Datastream. Run as a superuser.

-- 1. Logical decoding; both need a restart. In Cloud SQL the flag is cloudsql.logical_decoding, in RDS rds.logical_replication,
--    in AlloyDB alloydb.logical_decoding.
ALTER SYSTEM SET wal_level = 'logical';
ALTER SYSTEM SET max_replication_slots = 10;
ALTER SYSTEM SET max_wal_senders = 10;

-- 2. The account. Give it the password that stands in Secret Manager with \password.
CREATE USER "datastream_user" WITH REPLICATION LOGIN;
GRANT USAGE ON SCHEMA "trading" TO "datastream_user";
GRANT SELECT ON "trading"."positions" TO "datastream_user";
GRANT SELECT ON "trading"."transactions" TO "datastream_user";

-- 3. What is published, and the slot the stream reads from. The slot first, then the stream.
CREATE PUBLICATION "trading_publication" FOR TABLE
  "trading"."positions"
  , "trading"."transactions"
;
SELECT pg_create_logical_replication_slot('trading_slot', 'pgoutput');

-- 4. What the merge into trading_positions reads: this has to answer.
SELECT position_id, portfolio_id, symbol, quantity, price, trader_id
FROM "trading"."positions"
LIMIT 1;

-- 5. Checks: logical, the tables, one slot whose distance stays small, true.
SHOW wal_level;
SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = 'trading_publication';
SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) AS bytes_behind FROM pg_replication_slots;
SELECT rolname, rolreplication FROM pg_roles WHERE rolname = 'datastream_user';

-- 6. Only after the stream is deleted for good: a slot that nobody reads keeps the log until the disk is full.
-- SELECT pg_drop_replication_slot(the slot's name);
-- DROP PUBLICATION the publication's name;
