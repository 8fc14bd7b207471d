-- id: P23a
-- kind: duty
-- job: duties
-- paragraph: 23
-- term: to
-- starts: none
-- inputs: roster, declarations
-- optional: family_links
-- after: P22a
-- looks_back_years: years
-- param.years: integer | 2 | shared
WITH filing AS (
    SELECT year, iin AS filer, iin AS employee, CAST([] AS BIGINT[]) AS links, post
    FROM obliged_in_year
    UNION ALL
    SELECT o.year, s.relative, o.iin, s.links, o.post
    FROM obliged_in_year AS o
    JOIN spouse AS s ON s.person = o.iin AND make_date(o.year, 12, 31) BETWEEN s.date_from AND s.date_to
    QUALIFY row_number() OVER (PARTITION BY o.year, o.iin, s.relative ORDER BY len(s.links), s.date_from, s.links) = 1
), form_250 AS (
    SELECT subject_id AS iin, max(year(due_by)) AS year FROM duty WHERE rule = 'P22a' GROUP BY subject_id
), begun AS (
    -- Up to this year the form 250 stands in the place of the yearly one.
    SELECT f.year, f.filer, f.employee, f.links, f.post, greatest(year(d.filed_on), e.year) AS first_form
    FROM filing AS f
    LEFT JOIN first_declaration AS d ON d.iin = f.filer AND d.filed_on <= $as_of
    LEFT JOIN form_250 AS e ON e.iin = f.filer
)
SELECT
    'person' AS subject_kind,
    b.filer AS subject_id,
    CASE WHEN b.filer = b.employee THEN CAST(b.year AS VARCHAR) ELSE b.year || ';' || b.employee END AS about,
    make_date(b.year + 1, 1, 1) AS starts_on,
    CASE WHEN p.iin IS NULL THEN make_date(b.year + 1, 9, 15) ELSE make_date(b.year + 1, 7, 15) END AS due_on,
    min(x.filed_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('post', b.post)] || list_transform(b.links, lambda x: step('kin_link', x)) || done_by(arg_min(x.src, {'d': x.filed_on, 's': x.src})) AS evidence
FROM begun AS b
LEFT JOIN paper_filer AS p ON p.iin = b.filer AND p.year = b.year
LEFT JOIN declarations AS x ON x.iin = b.filer AND x.year = b.year AND x.form = '270'
WHERE b.first_form IS NULL OR b.year > b.first_form
GROUP BY b.filer, b.employee, b.year, b.links, b.post, p.iin
