-- Findings with the names, post, influence and notices a reader needs beside the ids, in any
-- order: no says which it is.
WITH of_finding AS (
    SELECT subject_id AS id FROM finding
    UNION
    SELECT other_id FROM finding
    UNION
    SELECT via_id FROM finding WHERE via_id IS NOT NULL
), named AS MATERIALIZED (
    SELECT iin AS id, name FROM person SEMI JOIN of_finding ON of_finding.id = person.iin
    UNION ALL
    SELECT id, name FROM organisation SEMI JOIN of_finding USING (id) WHERE NOT is_person(id)
), business AS (
    -- An entrepreneur is called as the register of suppliers calls them.
    SELECT id, name FROM organisation WHERE is_person(id) AND name <> ''
), marks AS (
    SELECT iin, max(len(string_split(influence, ';'))) AS marks
    FROM post
    WHERE influence IS NOT NULL AND date_from <= $as_of AND date_to >= $window_from
    GROUP BY iin
), found AS (
    -- Of the contracts of the annual report, which come last, the first most_contracts are shown.
    SELECT *, row_number() OVER (ORDER BY rule, subject_id, other_id, via_id NULLS FIRST, slice NULLS FIRST) AS no,
        len(list_filter(evidence, lambda e: e.what NOT IN ('contract', 'direct_contract', 'failed_tender'))) + $most_contracts AS shown
    FROM finding
), told_of AS (
    SELECT iin, about_id, notified_on FROM disclosures
    UNION ALL -- a notice of a conflict is a disclosure of the earlier day it was given
    SELECT iin, about_id, least(manager_notified_on, unit_notified_on) FROM notices WHERE about_id IS NOT NULL
), notice AS (
    -- A number of a contract may look like one of a person with its zeros lost, so both count.
    SELECT iin, id_of(about_id) AS about, notified_on
    FROM told_of
    WHERE notified_on <= $as_of AND id_of(about_id) IS NOT NULL
    UNION
    SELECT iin, about_id, notified_on
    FROM told_of
    WHERE notified_on <= $as_of
), concerned AS (
    SELECT f.no, n.name AS about
    FROM (SELECT no, unnest(evidence) AS e FROM found SEMI JOIN notice ON notice.iin = found.subject_id) AS f
    JOIN contract_version AS v ON v.src = f.e.src
    JOIN (SELECT name, root FROM contract_name SEMI JOIN notice ON notice.about = contract_name.name) AS n USING (root)
    WHERE f.e.what = 'contract'
), told AS (
    SELECT f.no, n.notified_on FROM found AS f JOIN notice AS n ON n.iin = f.subject_id AND n.about = f.other_id
    UNION ALL
    SELECT f.no, n.notified_on FROM found AS f JOIN notice AS n ON n.iin = f.subject_id AND n.about = f.via_id
    UNION ALL
    SELECT f.no, n.notified_on FROM found AS f JOIN concerned AS c USING (no) JOIN notice AS n ON n.iin = f.subject_id AND n.about = c.about
    UNION ALL
    SELECT f.no, n.notified_on
    FROM found AS f
    SEMI JOIN either_notice AS r ON r.rule = f.rule
    JOIN notice AS n ON n.iin = f.other_id AND n.about = f.subject_id
), first_told AS (
    SELECT no, min(notified_on) AS notified_on FROM told GROUP BY no
)
SELECT
    f.no,
    f.rule,
    f.kind,
    f.subject_kind,
    f.subject_id,
    coalesce(s.name, '') AS subject_name,
    coalesce(p.position, '') AS position,
    coalesce(p.unit, '') AS unit,
    greatest(coalesce(len(string_split(p.influence, ';')), 0), CASE WHEN f.other_kind = 'person' THEN greatest(coalesce(m.marks, 0), coalesce(sm.marks, 0)) ELSE 0 END) AS influence,
    f.other_kind,
    f.other_id,
    coalesce(f.other_name, CASE WHEN f.other_kind = 'supplier' THEN b.name END, o.name, '') AS other_name,
    coalesce(f.tie, '') AS tie,
    coalesce(f.via_id, '') AS via_id,
    coalesce(v.name, '') AS via_name,
    coalesce(CAST(f.date_from AS VARCHAR), '') AS date_from,
    coalesce(CAST(f.date_to AS VARCHAR), '') AS date_to,
    coalesce(CAST(f.begun AS VARCHAR), '') AS begun,
    coalesce(CAST(f.amount AS VARCHAR), '') AS amount,
    f.contracts,
    f.share,
    coalesce(f.slice, '') AS slice,
    coalesce(u.name, '') AS slice_name,
    f.confidence,
    CAST(f.detail AS VARCHAR) AS detail,
    list_transform(f.evidence[1:f.shown], lambda e: e.what) AS what,
    list_transform(f.evidence[1:f.shown], lambda e: e.src) AS src,
    CASE WHEN t.no IS NULL THEN 'no' WHEN t.notified_on > since(f.date_from) THEN 'late' ELSE 'yes' END AS disclosed,
    coalesce(f.disclosed, '') AS own,
    coalesce(f.weight, 1) AS weight
FROM found AS f
LEFT JOIN named AS s ON s.id = f.subject_id
LEFT JOIN named AS o ON o.id = f.other_id
LEFT JOIN named AS v ON v.id = f.via_id
LEFT JOIN business AS b ON b.id = f.other_id
LEFT JOIN organisation AS u ON f.slice = 'unit=' || u.id
LEFT JOIN post AS p ON p.src = f.post
LEFT JOIN marks AS m ON m.iin = f.other_id
LEFT JOIN marks AS sm ON sm.iin = f.subject_id
LEFT JOIN first_told AS t ON t.no = f.no
