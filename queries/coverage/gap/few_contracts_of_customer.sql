-- Contracts of customers with fewer of them than are evaluated.
SELECT src AS id FROM counted QUALIFY count(*) OVER (PARTITION BY customer_bin) < $min_contracts
