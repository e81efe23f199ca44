-- Prepares MySQL for Datastream. Run as an administrator; the comments say what a managed database does instead.

-- 1. Binary log, by row and whole, kept for seven days. SET PERSIST survives a restart (MySQL 8.0); in Cloud SQL these are
--    database flags and point-in-time recovery, in RDS a parameter group and rds_set_configuration('binlog retention hours', 168).
SET PERSIST binlog_format = 'ROW';
SET PERSIST binlog_row_image = 'FULL';
SET PERSIST binlog_row_value_options = '';
SET PERSIST binlog_expire_logs_seconds = 604800;
-- One after the other, where gtid_mode is not ON already.
SET PERSIST enforce_gtid_consistency = 'ON';
SET PERSIST gtid_mode = 'OFF_PERMISSIVE';
SET PERSIST gtid_mode = 'ON_PERMISSIVE';
SET PERSIST gtid_mode = 'ON';

-- 2. The account. Set the password that stands in Secret Manager in place of RANDOM.
CREATE USER `datastream_user`@'%' IDENTIFIED BY RANDOM PASSWORD;
GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `datastream_user`@'%';
GRANT SELECT ON `trading`.`positions` TO `datastream_user`@'%';
GRANT SELECT ON `trading`.`transactions` TO `datastream_user`@'%';
FLUSH PRIVILEGES;

-- 3. What the merge into trading_positions reads: this has to answer.
SELECT position_id, portfolio_id, symbol, quantity, price, trader_id
FROM `trading`.`positions`
LIMIT 1;

-- 4. Checks: ON, ROW, FULL, 604800, and no table without a primary key.
SHOW VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format', 'binlog_row_image', 'binlog_expire_logs_seconds', 'gtid_mode');
SHOW GRANTS FOR `datastream_user`@'%';
SELECT t.table_name
FROM information_schema.tables AS t
LEFT JOIN information_schema.table_constraints AS c
  ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY'
WHERE t.table_schema = 'trading' AND t.table_type = 'BASE TABLE' AND c.table_name IS NULL;
