-- Evaluated slices without data of all the years before.
SELECT m.customer_bin || ' ' || m.slice_kind || ' ' || m.slice AS id
FROM slice_measure AS m
JOIN slice_top AS t USING (customer_bin, slice_kind, slice)
WHERE m.contracts >= $min_contracts AND t.year > $year - $years
GROUP BY m.customer_bin, m.slice_kind, m.slice
HAVING count(*) < $years
