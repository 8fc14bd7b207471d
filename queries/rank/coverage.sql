-- Whom the rules could see, in people: how many the rule is about, how many could be
-- checked with nothing missing, and for how many something is missing, by what.
CREATE TABLE in_office AS
SELECT DISTINCT iin FROM post WHERE in_scope AND date_from <= $as_of AND date_to >= $window_from;

CREATE TABLE coverage_gap AS
WITH office AS (SELECT iin FROM in_office),
linked AS (SELECT iin FROM family_links UNION SELECT relative_iin FROM family_links WHERE relative_iin IS NOT NULL),
parented AS (SELECT DISTINCT person AS iin FROM link WHERE relation = 'parent'),
nameless AS (SELECT DISTINCT iin FROM family_links WHERE relative_iin IS NULL),
member AS (
    SELECT DISTINCT iin FROM governing_bodies WHERE since(date_from) <= $as_of AND until(date_to) >= $window_from
), decider AS (
    SELECT DISTINCT iin FROM decisions
), former AS (
    SELECT DISTINCT iin FROM post AS p WHERE in_scope AND date_to < $as_of AND date_to >= $as_of - INTERVAL 36 MONTH
), declarer AS (
    SELECT DISTINCT p.iin
    FROM post AS p
    WHERE p.in_scope AND $as_of BETWEEN p.date_from AND p.date_to
), classless AS (
    SELECT iin FROM declarer
    SEMI JOIN (SELECT iin FROM post WHERE $as_of BETWEEN date_from AND date_to AND in_scope GROUP BY iin HAVING bool_and(service_class IS NULL)) USING (iin)
    ANTI JOIN declared_interests USING (iin)
), asked AS (
    SELECT 'P10-2a' AS rule, iin FROM office UNION ALL SELECT 'P10-2b', iin FROM office UNION ALL SELECT 'P10-2c', iin FROM office
    UNION ALL SELECT 'P10-8a', iin FROM office UNION ALL SELECT 'P10-8b', iin FROM office UNION ALL SELECT 'P10-0a', iin FROM office
    UNION ALL SELECT 'P12-4a', iin FROM office UNION ALL SELECT 'P12-4b', iin FROM office UNION ALL SELECT 'P12-4c', iin FROM office
    UNION ALL SELECT 'P12-7a', iin FROM office
    UNION ALL SELECT 'P10-3a', iin FROM member UNION ALL SELECT 'P10-13a', iin FROM decider
    UNION ALL SELECT 'P10-19a', iin FROM former UNION ALL SELECT 'P12-6a', iin FROM declarer
), missing AS (
    SELECT a.rule, a.iin, 'no_superior' AS reason FROM asked AS a
    SEMI JOIN superior_unknown AS u ON u.iin = a.iin
    WHERE a.rule IN ('P10-2a', 'P10-2b')
    UNION ALL
    SELECT a.rule, a.iin, 'no_unit' FROM asked AS a
    SEMI JOIN (SELECT iin FROM post WHERE unit_key IS NULL) AS p ON p.iin = a.iin
    WHERE a.rule = 'P10-2c'
    UNION ALL
    SELECT a.rule, a.iin, 'no_family_links' FROM asked AS a
    ANTI JOIN linked AS l ON l.iin = a.iin
    WHERE a.rule IN ('P10-2a', 'P10-2b', 'P10-2c', 'P10-3a', 'P12-4b', 'P12-4c', 'P10-13a')
    UNION ALL
    SELECT a.rule, a.iin, 'parents_unknown' FROM asked AS a
    SEMI JOIN linked AS l ON l.iin = a.iin
    ANTI JOIN parented AS p ON p.iin = a.iin
    WHERE a.rule IN ('P10-2a', 'P10-2b', 'P10-2c', 'P10-3a', 'P12-4b', 'P10-13a')
    UNION ALL
    SELECT a.rule, a.iin, 'no_iin_relative' FROM asked AS a
    SEMI JOIN nameless AS n ON n.iin = a.iin
    WHERE a.rule IN ('P10-2a', 'P10-2b', 'P10-2c', 'P10-3a', 'P12-4b', 'P12-4c', 'P10-13a')
    UNION ALL
    SELECT 'P12-6a', iin, 'no_class' FROM classless
)
SELECT a.rule, a.iin, m.reason
FROM asked AS a
LEFT JOIN missing AS m USING (rule, iin);
