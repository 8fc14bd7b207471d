-- What a scan and an annual report would be about: everybody of the roster but technical
-- workers, leavers too; the contracts, each once; who sold; and what was received and paid.
SELECT
    (SELECT count(DISTINCT iin) FROM roster WHERE service_class IS DISTINCT FROM 'technical') AS people,
    (SELECT count(DISTINCT coalesce(root_id, contract_id)) FROM contracts) AS contracts,
    (SELECT count(DISTINCT supplier_id) FROM contracts WHERE NOT coalesce(deleted, false)) AS suppliers,
    (SELECT count(*) FROM gifts) AS gifts,
    (SELECT count(*) FROM trips) AS trips,
    (SELECT count(influence) FROM roster) AS influence;
