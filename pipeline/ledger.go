package pipeline

import (
	"context"
	"fmt"

	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// maxLedger is how many contracts a run keeps to open its figures with: as many as a page
// and a spreadsheet take. Those of the year come first, then those of the year before, each
// the largest first. All of them stand in tables/contracts.parquet.
const maxLedger = 50_000

// ledger lists the contracts behind the figures. Where some are cut off a note says so.
func (y *yearly) ledger(ctx context.Context) error {
	params := y.params()
	params["most"] = int64(maxLedger)
	err := y.db.Each(ctx, queries.Get("measure/ledger"), params, func(scan func(...any) error) error {
		var c run.Contract
		err := scan(&c.ID, &c.Root, &c.Number, &c.SignedOn, &c.Year, &c.CustomerBIN, &c.Customer, &c.SupplierID, &c.Supplier, &c.GroupID,
			&c.Value, &c.Amount, &c.Currency, &c.SubjectKind, &c.Category, &c.Unit, &c.MethodClass, &c.MethodID, &c.Method, &c.Ground, &c.Lawful,
			&c.Announcement, &c.Lots, &c.Bids, &c.SingleBids, &c.LeftOut, &c.File, &c.Row)
		y.result.Contracts = append(y.result.Contracts, c)
		return err
	})
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	if kept, all := int64(len(y.result.Contracts)), y.result.AllContracts(); kept < all {
		return y.db.Exec(ctx, "INSERT INTO note VALUES ('ledger_cut', 'contracts', NULL, '', $detail)",
			warehouse.Params{"detail": fmt.Sprintf("%d / %d", kept, all)})
	}
	return nil
}
