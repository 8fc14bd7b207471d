-- Rows of the monitoring register about contracts nobody knows.
SELECT m.src AS id
FROM monitoring AS m
ANTI JOIN contract_name AS n ON n.name = m.contract_id AND n.kind = 'contract'
