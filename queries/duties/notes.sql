-- What is odd about the registers. Nothing here leaves a row out.
INSERT INTO note
SELECT 'closed_before_start', 'notices', src, iin, notice_id
FROM notices
WHERE least(concluded_on, measure_on, transferred_on) < coalesce(known_on, unit_received_on);

INSERT INTO note
WITH named AS (
    SELECT src, iin, 'notices' AS table_name FROM notices
    UNION ALL
    SELECT src, iin, 'foreign_accounts' FROM foreign_accounts
    UNION ALL
    SELECT src, iin, 'tax_requests' FROM tax_requests
    UNION ALL
    SELECT src, iin, 'consents' FROM consents
    UNION ALL
    SELECT src, iin, 'hr_notices' FROM hr_notices
    UNION ALL
    SELECT src, iin, 'attendance' FROM attendance
)
SELECT 'not_in_roster', table_name, src, iin, ''
FROM named
ANTI JOIN roster USING (iin);

INSERT INTO note
SELECT 'gift_of_nobody', 'gifts', src, iin, gift_id
FROM gifts
ANTI JOIN gift_obliged USING (src);

INSERT INTO note
SELECT 'two_maps_one_day', 'risks', min(src), '', map || ' ' || CAST(map_date AS VARCHAR) || ': ' || string_agg(DISTINCT map_version, ', ' ORDER BY map_version)
FROM risks
GROUP BY map, map_date
HAVING count(DISTINCT map_version) > 1;

INSERT INTO note
SELECT 'year_to_come', 'declarations', src, iin, CAST(year AS VARCHAR)
FROM declarations
WHERE year > year(filed_on) OR form = '270' AND year = year(filed_on);

INSERT INTO note
SELECT 'event_twice', 'events', src, '', event_id
FROM events
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY src) > 1;

INSERT INTO note
SELECT 'unknown_event', 'attendance', src, iin, event_id
FROM attendance
ANTI JOIN events USING (event_id);
