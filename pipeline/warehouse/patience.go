package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"reflect"
	"time"

	bindings "github.com/duckdb/duckdb-go-bindings"
	"github.com/duckdb/duckdb-go/v2"
)

// exec runs one statement that gives no rows and returns how many it changed. The driver would
// have the thread that asks work along and, where the other threads have all the work, ask for
// some again and again at full speed: a tenth of the CPU time of a job. Here it sleeps between.
func (db *DB) exec(ctx context.Context, statement string, args []any) (changed int64, err error) {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = conn.Raw(func(c any) error {
		changed, err = execOn(ctx, c.(*duckdb.Conn), statement, args)
		return err
	})
	return changed, err
}

func execOn(ctx context.Context, conn *duckdb.Conn, statement string, args []any) (changed int64, err error) {
	prepared, err := conn.PrepareContext(ctx, statement)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, prepared.Close()) }()
	values, err := named(conn, args)
	if err != nil {
		return 0, err
	}
	stmt := prepared.(*duckdb.Stmt)
	if err := stmt.BindWithCtx(ctx, values); err != nil {
		return 0, err
	}
	// The driver keeps the statement to itself; what runs it step by step asks for it.
	inner := (*bindings.PreparedStatement)(reflect.ValueOf(stmt).Elem().FieldByName("preparedStmt").UnsafePointer())
	return step(ctx, connection(conn), *inner)
}

// connection is the engine's own connection, which the driver keeps to itself.
func connection(conn *duckdb.Conn) bindings.Connection {
	return bindings.Connection{Ptr: reflect.ValueOf(conn).Elem().FieldByName("conn").FieldByName("Ptr").UnsafePointer()}
}

// named are arguments as the driver takes them.
func named(conn *duckdb.Conn, args []any) ([]driver.NamedValue, error) {
	values := make([]driver.NamedValue, len(args))
	for i, a := range args {
		arg := a.(sql.NamedArg)
		v := driver.NamedValue{Name: arg.Name, Ordinal: i + 1, Value: arg.Value}
		err := conn.CheckNamedValue(&v)
		if errors.Is(err, driver.ErrSkip) {
			v.Value, err = driver.DefaultParameterConverter.ConvertValue(arg.Value)
		}
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

// leastSleep and mostSleep are the first and the longest rest where there is nothing to do: each
// is twice the one before, so that a statement ends at most so much later or in twice the time.
const (
	leastSleep = 20 * time.Microsecond
	mostSleep  = time.Millisecond
)

// step runs a bound statement, a piece of work at a time.
func step(ctx context.Context, conn bindings.Connection, s bindings.PreparedStatement) (changed int64, err error) {
	var pending bindings.PendingResult
	defer bindings.DestroyPending(&pending)
	if bindings.PendingPrepared(s, &pending) == bindings.StateError {
		return 0, errors.New(bindings.PendingError(pending))
	}
	interrupted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(interrupted)
		bindings.Interrupt(conn) // a piece of work can be long
	})
	defer func() {
		if !stop() {
			<-interrupted // else it would hit the next statement
		}
	}()
	sleep := leastSleep
	for {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		state := bindings.PendingExecuteTask(pending)
		if state == bindings.PendingStateError {
			return 0, errors.Join(ctx.Err(), errors.New(bindings.PendingError(pending)))
		}
		if bindings.PendingExecutionIsFinished(state) {
			break
		}
		if state != bindings.PendingStateNoTasksAvailable {
			sleep = leastSleep
			continue
		}
		time.Sleep(sleep)
		sleep = min(2*sleep, mostSleep)
	}
	var result bindings.Result
	defer bindings.DestroyResult(&result)
	if bindings.ExecutePending(pending, &result) == bindings.StateError {
		return 0, errors.Join(ctx.Err(), errors.New(bindings.ResultError(&result)))
	}
	return int64(bindings.RowsChanged(&result)), nil
}
