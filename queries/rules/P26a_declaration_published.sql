-- id: P26a
-- kind: duty
-- job: duties
-- paragraph: 26
-- term: to fixed
-- starts: none
-- inputs: roster, publications
-- optional: family_links
-- looks_back_years: years
-- param.years: integer | 2 | shared
WITH named AS (
    SELECT y.year, p.iin AS filer, CAST([] AS BIGINT[]) AS links, min(p.src) AS post
    FROM year_reported AS y
    JOIN post AS p ON make_date(y.year, 12, 31) BETWEEN p.date_from AND p.date_to
    WHERE p.service_class IN ('political', 'corps_a')
    GROUP BY y.year, p.iin
), filing AS (
    SELECT * FROM named
    UNION ALL
    SELECT n.year, s.relative, s.links, n.post
    FROM named AS n
    JOIN spouse AS s ON s.person = n.filer AND make_date(n.year, 12, 31) BETWEEN s.date_from AND s.date_to
), one_each AS (
    SELECT year, filer, arg_min(links, len(links)) AS links, min(post) AS post
    FROM filing
    GROUP BY year, filer
)
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    f.year || ';' || f.filer AS about,
    make_date(f.year + 1, 1, 1) AS starts_on,
    make_date(f.year + 1, 12, 31) AS due_on,
    min(x.published_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('post', f.post)] || list_transform(f.links, lambda x: step('kin_link', x)) || done_by(arg_min(x.src, {'d': x.published_on, 's': x.src})) AS evidence
FROM one_each AS f
LEFT JOIN publications AS x ON x.kind = 'declaration' AND coalesce(id_of(x.about), x.about) = f.filer AND x.year = f.year
GROUP BY f.year, f.filer, f.links, f.post
