-- Slices with fewer contracts than are evaluated.
SELECT customer_bin || ' ' || slice_kind || ' ' || slice AS id FROM slice_measure WHERE contracts < $min_contracts
