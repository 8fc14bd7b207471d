-- The slices of every customer that the rules of paragraph 52 watch.
SELECT customer_bin || ' ' || slice_kind || ' ' || slice AS id FROM slice_measure
