-- Words the red flags share.

-- A quantile of sorted values, median-unbiased (Hyndman and Fan's eighth kind, R-8):
-- h = (n + 1/3) p + 1/3, between the values at floor(h) and the one after it. A macro stands
-- for its text, and what is given for `sorted` is long: a list of one names it, so that it
-- stands there once.
CREATE MACRO place_r8(n, p) AS (n + 1.0::DOUBLE / 3) * p + 1.0::DOUBLE / 3;
CREATE MACRO value_r8(sorted, h) AS CASE
    WHEN len(sorted) = 0 THEN NULL
    WHEN h < 1 THEN sorted[1]
    WHEN h >= len(sorted) THEN sorted[len(sorted)]
    ELSE sorted[CAST(floor(h) AS BIGINT)] + (h - floor(h)) * (sorted[CAST(floor(h) AS BIGINT) + 1] - sorted[CAST(floor(h) AS BIGINT)]) END;
CREATE MACRO quantile_r8(sorted, p) AS list_transform([sorted], lambda s: value_r8(s, place_r8(len(s), p)))[1];

-- Tukey's fences, one and a half of the range between the quartiles beyond them.
CREATE MACRO lower_fence(sorted) AS list_transform([sorted], lambda s:
    value_r8(s, place_r8(len(s), 0.25)) - 1.5 * (value_r8(s, place_r8(len(s), 0.75)) - value_r8(s, place_r8(len(s), 0.25))))[1];
CREATE MACRO upper_fence(sorted) AS list_transform([sorted], lambda s:
    value_r8(s, place_r8(len(s), 0.75)) + 1.5 * (value_r8(s, place_r8(len(s), 0.75)) - value_r8(s, place_r8(len(s), 0.25))))[1];

-- How many microseconds lie between two moments: as instants where a zone is written with both,
-- else as the clocks showed them, for one without a zone is of the zone of the other.
CREATE MACRO microseconds(since, since_utc, until, until_utc) AS coalesce(epoch_us(until_utc) - epoch_us(since_utc), epoch_us(until) - epoch_us(since));

-- Names joined by "|".
CREATE MACRO names_in(joined) AS list_filter(list_transform(string_split(joined, '|'), lambda s: trim(s)), lambda s: s <> '');
