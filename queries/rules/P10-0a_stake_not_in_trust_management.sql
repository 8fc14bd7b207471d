-- id: P10-0a
-- kind: violation
-- job: scan
-- severity: 0.8
-- paragraph: 10
-- inputs: roster, supplier_people
-- optional: suppliers, trust_agreements
-- of: people
-- population: in_office
-- identity: subject, other
-- cleared_by: trust_agreements
-- param.days: integer | 30
WITH stake AS (
    SELECT
        m.src, m.holder_id AS iin, m.supplier_id, coalesce(m.source, '') AS source, m.role, m.share_pct, s.commercial,
        since(m.date_from) AS date_from, until(m.date_to) AS date_to
    FROM supplier_people AS m
    SEMI JOIN service ON service.iin = m.holder_id
    LEFT JOIN supplier AS s ON s.supplier_id = m.supplier_id
    WHERE m.role IN ('founder', 'shareholder', 'beneficiary')
        AND m.share_pct IS DISTINCT FROM 0
        AND s.commercial IS DISTINCT FROM false
        AND NOT is_person(m.supplier_id)
), ordered AS (
    SELECT *, max(date_to) OVER (PARTITION BY iin, supplier_id ORDER BY date_from, date_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far
    FROM stake
), numbered AS (
    SELECT *, count(*) FILTER (WHERE so_far IS NULL OR date_from > so_far + 1)
        OVER (PARTITION BY iin, supplier_id ORDER BY date_from, date_to ROWS UNBOUNDED PRECEDING) AS island
    FROM ordered
), holding AS (
    SELECT iin, supplier_id, min(date_from) AS date_from, max(date_to) AS date_to,
        bool_or(commercial) AS commercial, max(share_pct) AS share_pct,
        list(src ORDER BY date_from, date_to, role, source, src) AS links
    FROM numbered
    GROUP BY iin, supplier_id, island
), term AS (
    SELECT
        h.iin, h.supplier_id, h.links, h.commercial, h.share_pct, v.date_from AS entered,
        h.date_from > v.date_from AS acquired_later,
        greatest(h.date_from, v.date_from) AS counted_from,
        least(h.date_to, v.date_to) AS held_to
    FROM holding AS h
    JOIN service AS v ON v.iin = h.iin AND v.date_from <= h.date_to AND v.date_to >= h.date_from
), last_day_allowed AS (
    SELECT counted_from, counted_from + CAST($days AS INTEGER) AS due
    FROM term
    WHERE counted_from > DATE '0001-01-01'
    GROUP BY counted_from
), allowed AS (
    SELECT d.counted_from, min(x.day) AS due_by
    FROM last_day_allowed AS d
    JOIN LATERAL (SELECT CAST(unnest(generate_series(d.due, d.due + 30, INTERVAL 1 DAY)) AS DATE) AS day) AS x ON true
    LEFT JOIN calendar_day AS c ON c.day = x.day
    WHERE CASE WHEN c.kind IS NULL THEN isodow(x.day) < 6 ELSE c.kind = 'working' END
    GROUP BY d.counted_from
), late AS (
    SELECT term.*, coalesce(date_diff('day', a.due_by, $as_of), 3650) AS days_over,
        greatest($window_from, coalesce(a.due_by + 1, $window_from)) AS first_day,
        least($as_of, held_to) AS last_day
    FROM term
    LEFT JOIN allowed AS a USING (counted_from)
), day AS (
    SELECT *, CAST(unnest(generate_series(first_day, last_day, INTERVAL 1 DAY)) AS DATE) AS day
    FROM late
    WHERE first_day <= last_day
), hit AS (
    SELECT day.iin, day.supplier_id, acquired_later, entered, counted_from, held_to, links, day.commercial, day.share_pct, day.days_over, min(day.day) AS day, max(day.day) AS last,
        bool_or(s.src IS NOT NULL) AS owns
    FROM day
    LEFT JOIN stake AS s ON s.iin = day.iin AND s.supplier_id = day.supplier_id AND s.role <> 'beneficiary' AND day.day BETWEEN s.date_from AND s.date_to
    ANTI JOIN trust_agreements AS a ON a.iin = day.iin AND a.company_bin = day.supplier_id
        AND day.day BETWEEN since(a.date_from) AND until(a.date_to)
    GROUP BY ALL
), best AS (
    SELECT iin, supplier_id,
        bool_and(acquired_later) AS acquired_later,
        bool_or(NOT acquired_later AND owns AND coalesce(commercial, false)) AS banned,
        bool_or(owns) AS owns,
        bool_or(commercial) AS commercial,
        max(share_pct) AS share_pct,
        max(days_over) AS days_over,
        max(last) AS last,
        min(counted_from) AS date_from,
        max(held_to) AS date_to,
        arg_min({'links': links, 'day': day}, {'a': acquired_later, 'f': counted_from, 't': held_to}) AS b
    FROM hit
    GROUP BY iin, supplier_id
), placed AS (
    SELECT best.*, arg_min(p.src, p.ord) AS post
    FROM best
    JOIN post AS p ON p.iin = best.iin AND p.in_scope AND best.b.day BETWEEN p.date_from AND p.date_to
    GROUP BY ALL
)
SELECT
    CASE WHEN banned THEN 'violation' ELSE 'lead' END AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    'confirmed' AS confidence,
    tie_weight('share', CAST(share_pct AS DOUBLE) / 100) * least(1, 0.5 + days_over / 730.0) AS weight,
    to_json({'acquired': CASE WHEN acquired_later THEN 'in_office' ELSE 'before_office' END, 'day': CAST(b.day AS VARCHAR),
        'company': CASE WHEN commercial IS NULL THEN 'unknown' ELSE 'commercial' END,
        'holding': CASE WHEN owns THEN 'owner' ELSE 'beneficiary' END,
        'stake': coalesce(CAST(share_pct AS VARCHAR), '')}) AS detail,
    [step('post', post)] || steps('stake', b.links) AS evidence
FROM placed
