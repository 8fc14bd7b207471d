-- Nobody knows who their superior is on some day of the window.
SELECT iin AS id FROM superior_unknown
