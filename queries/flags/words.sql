-- Words the red flags share.

-- A quantile of sorted values, median-unbiased (Hyndman and Fan's eighth kind, R-8):
-- h = (n + 1/3) p + 1/3, between the values at floor(h) and the one after it.
CREATE MACRO place_r8(n, p) AS (n + 1.0::DOUBLE / 3) * p + 1.0::DOUBLE / 3;
CREATE MACRO quantile_r8(sorted, p) AS CASE
    WHEN len(sorted) = 0 THEN NULL
    WHEN place_r8(len(sorted), p) < 1 THEN sorted[1]
    WHEN place_r8(len(sorted), p) >= len(sorted) THEN sorted[len(sorted)]
    ELSE sorted[CAST(floor(place_r8(len(sorted), p)) AS BIGINT)]
        + (place_r8(len(sorted), p) - floor(place_r8(len(sorted), p)))
        * (sorted[CAST(floor(place_r8(len(sorted), p)) AS BIGINT) + 1] - sorted[CAST(floor(place_r8(len(sorted), p)) AS BIGINT)]) END;

-- Tukey's fences, one and a half of the range between the quartiles beyond them.
CREATE MACRO lower_fence(sorted) AS quantile_r8(sorted, 0.25) - 1.5 * (quantile_r8(sorted, 0.75) - quantile_r8(sorted, 0.25));
CREATE MACRO upper_fence(sorted) AS quantile_r8(sorted, 0.75) + 1.5 * (quantile_r8(sorted, 0.75) - quantile_r8(sorted, 0.25));

-- Names joined by "|".
CREATE MACRO names_in(joined) AS list_filter(list_transform(string_split(joined, '|'), lambda s: trim(s)), lambda s: s <> '');
