-- What the queries of red flags add to, where they run beside another job: a copy of its own,
-- so that the names of processes are none of that job's organisations.
CREATE TABLE organisation AS SELECT * FROM main.organisation;
