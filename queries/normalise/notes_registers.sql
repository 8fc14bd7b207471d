-- What is odd about the registers the scan reads. Nothing here leaves a row out.

-- Over before it began.
INSERT INTO note
SELECT 'closed_before_start', 'notices', src, iin, notice_id
FROM notices
WHERE least(concluded_on, measure_on, transferred_on) < coalesce(known_on, unit_received_on)
UNION ALL
SELECT 'closed_before_start', 'foreign_accounts', src, iin, bank
FROM foreign_accounts
WHERE closed_on < detected_on
UNION ALL
SELECT 'closed_before_start', 'gifts', src, iin, gift_id
FROM gifts
WHERE least(handed_on, paid_on, bought_out_on) < received_on
UNION ALL
SELECT 'closed_before_start', 'control_groups', src, member_iin, group_id
FROM control_groups
WHERE notified_on < approved_on;

INSERT INTO note
WITH named AS (
    SELECT src, iin, 'notices' AS table_name FROM notices
    UNION ALL
    SELECT src, iin, 'foreign_accounts' FROM foreign_accounts
    UNION ALL
    SELECT src, iin, 'mandates' FROM mandates
)
SELECT 'not_in_roster', table_name, src, iin, ''
FROM named
ANTI JOIN roster USING (iin);

-- Received by nobody in office that day, nor by anybody of their families.
INSERT INTO note
WITH taken AS (
    SELECT src, iin, received_on AS day, true AS is_gift, gift_id AS id FROM gifts WHERE received_on IS NOT NULL
    UNION ALL
    SELECT src, iin, date_from, false, trip_id FROM trips
), answered AS (
    SELECT t.src
    FROM taken AS t
    JOIN service AS s ON s.iin = t.iin AND t.day BETWEEN s.date_from AND s.date_to
    UNION
    SELECT t.src
    FROM taken AS t
    JOIN kin AS k ON k.relative = t.iin AND k.relation IN ('spouse', 'parent', 'child', 'dependant') AND t.day BETWEEN k.date_from AND k.date_to
    JOIN service AS s ON s.iin = k.person AND t.day BETWEEN s.date_from AND s.date_to
)
SELECT 'gift_of_nobody', 'gifts', t.src, t.iin, t.id
FROM taken AS t
ANTI JOIN answered USING (src)
WHERE t.is_gift
UNION ALL
SELECT 'trip_of_nobody', 'trips', t.src, t.iin, t.id
FROM taken AS t
ANTI JOIN answered USING (src)
WHERE NOT t.is_gift;

-- A day the rules need and nobody states.
INSERT INTO note
SELECT 'no_day_stated', 'gifts', src, iin, gift_id FROM gifts WHERE received_on IS NULL
UNION ALL
SELECT 'no_day_stated', 'foreign_accounts', src, iin, bank FROM foreign_accounts WHERE detected_on IS NULL
UNION ALL
SELECT 'no_day_stated', 'notices', src, iin, notice_id FROM notices
WHERE about_id IS NOT NULL AND manager_notified_on IS NULL AND unit_notified_on IS NULL;

-- One id of a register in rows about different people.
INSERT INTO note
WITH numbered AS (
    SELECT src, iin, gift_id AS id, 'gifts' AS table_name FROM gifts
    UNION ALL
    SELECT src, iin, trip_id, 'trips' FROM trips
    UNION ALL
    SELECT src, iin, notice_id, 'notices' FROM notices
)
SELECT 'id_twice', table_name, src, iin, id
FROM numbered
QUALIFY row_number() OVER (PARTITION BY table_name, id ORDER BY src) > 1;

-- Posts and units that nobody in the roster has.
INSERT INTO note
SELECT 'link_to_nobody', 'candidates', c.src, '', 'position_id: ' || c.position_id
FROM candidates AS c
ANTI JOIN roster AS r ON r.position_id = c.position_id
UNION ALL
SELECT 'link_to_nobody', 'control_groups', g.src, '', 'unit_id: ' || g.unit_id
FROM control_groups AS g
ANTI JOIN post AS p ON p.unit_key = CASE WHEN p.unit_id IS NULL THEN text_key(g.unit_id) ELSE g.unit_id END
WHERE g.unit_id IS NOT NULL
UNION ALL
SELECT 'link_to_nobody', 'control_groups', g.src, '', 'announcement_id: ' || g.announcement_id
FROM control_groups AS g
ANTI JOIN contract_name AS n ON n.name = g.announcement_id AND n.kind = 'announcement'
WHERE g.announcement_id IS NOT NULL AND EXISTS (SELECT 1 FROM contracts);

-- Contests whose announcement gives no contacts for reports of violations, paragraph 46.
INSERT INTO note
SELECT 'contest_without_contacts', 'candidates', min(src), '', contest_id
FROM candidates
GROUP BY contest_id
HAVING coalesce(NOT bool_and(contacts), true)
ORDER BY contest_id;
