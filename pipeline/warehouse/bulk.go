package warehouse

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"
)

// Bulk adds rows to a table by the column, for millions of rows of texts and numbers: Append takes
// each value as one of any type and asks the engine for each text. What was added is there after
// Close, or not at all. It is for one goroutine.
type Bulk struct {
	conn     *duckdb.Conn
	tx       driver.Tx
	appender mapping.Appender
	types    []mapping.LogicalType
	now      *chunk      // being filled
	free     chan *chunk // empty ones
	full     chan *chunk // on their way into the table
	done     chan error
	closed   bool
}

// ahead is how many chunks are filled while the engine takes one.
const ahead = 4

// mostText is about how many bytes of text a chunk, and mostHeld how many the appender, holds
// before they go on, however few rows they are.
const (
	mostText = 16 << 20
	mostHeld = 64 << 20
)

// Bulk begins to add rows to a table made under Large. A column that was given nothing in a row is blank there.
func (db *DB) Bulk(ctx context.Context, table string) (*Bulk, error) {
	b := &Bulk{free: make(chan *chunk, ahead), full: make(chan *chunk, ahead), done: make(chan error, 1)}
	if err := b.begin(ctx, db, table); err != nil {
		return nil, fmt.Errorf("add to %s: %w", table, errors.Join(err, b.release()))
	}
	for range ahead {
		b.free <- newChunk(b.types)
	}
	b.now = <-b.free
	go func() { b.done <- b.take() }()
	return b, nil
}

func (b *Bulk) begin(ctx context.Context, db *DB, table string) error {
	conn, err := db.connector.Connect(ctx)
	if err != nil {
		return err
	}
	b.conn = conn.(*duckdb.Conn)
	if b.tx, err = b.conn.BeginTx(ctx, driver.TxOptions{}); err != nil {
		return err
	}
	if mapping.AppenderCreateExt(connection(b.conn), db.large, "", table, &b.appender) == mapping.StateError {
		return errors.New(mapping.AppenderError(b.appender))
	}
	for i := range mapping.AppenderColumnCount(b.appender) {
		b.types = append(b.types, mapping.AppenderColumnType(b.appender, i))
	}
	return nil
}

// take gives the engine the chunks as they come; after a fault it lets them go by.
func (b *Bulk) take() (failed error) {
	held := 0
	for c := range b.full {
		if failed == nil {
			failed = b.append(c, &held)
		}
		c.reset()
		b.free <- c
	}
	return failed
}

func (b *Bulk) append(c *chunk, held *int) error {
	mapping.DataChunkSetSize(c.data, mapping.IdxT(c.rows))
	if mapping.AppendDataChunk(b.appender, c.data) == mapping.StateError {
		return errors.New(mapping.AppenderError(b.appender))
	}
	if *held += c.texts.bytes; *held > mostHeld {
		*held = 0
		if mapping.AppenderFlush(b.appender) == mapping.StateError {
			return errors.New(mapping.AppenderError(b.appender))
		}
	}
	return nil
}

// Text gives a text column of the row a value, UTF-8 without a zero byte.
func (b *Bulk) Text(column int, value []byte) { b.now.text(column, value) }

// Number gives a column of whole numbers, days, decimals or truth of the row a value: days since
// 1970-01-01, a decimal as the whole number of its last decimals, 1 for true.
func (b *Bulk) Number(column int, value int64) { b.now.number(column, value) }

// EndRow ends a row and begins the next.
func (b *Bulk) EndRow() {
	b.now.rows++
	if b.now.rows == b.now.capacity || b.now.texts.bytes > mostText {
		b.send()
	}
}

func (b *Bulk) send() {
	b.full <- b.now
	b.now = <-b.free
}

// Close ends the rows and keeps them.
func (b *Bulk) Close() error {
	err := b.end()
	if err == nil && mapping.AppenderClose(b.appender) == mapping.StateError {
		err = errors.New(mapping.AppenderError(b.appender))
	}
	if err != nil {
		return errors.Join(err, b.tx.Rollback(), b.release())
	}
	b.destroy()
	return errors.Join(b.tx.Commit(), b.release())
}

// Abandon ends the rows and keeps none of them; after Close it does nothing.
func (b *Bulk) Abandon() error {
	if b.closed {
		return nil
	}
	_ = b.end()
	mapping.AppenderClear(b.appender)
	b.destroy()
	return errors.Join(b.tx.Rollback(), b.release())
}

// end waits until the engine has every row.
func (b *Bulk) end() error {
	b.closed = true
	if b.now.rows > 0 {
		b.send()
	}
	close(b.full)
	return <-b.done
}

func (b *Bulk) destroy() {
	if b.appender.Ptr != nil {
		mapping.AppenderDestroy(&b.appender)
		b.appender.Ptr = nil
	}
}

// release frees what the engine gave.
func (b *Bulk) release() error {
	if b.now != nil {
		b.now.destroy()
		for len(b.free) > 0 {
			(<-b.free).destroy()
		}
	}
	for i := range b.types {
		mapping.DestroyLogicalType(&b.types[i])
	}
	b.destroy()
	if b.conn == nil {
		return nil
	}
	return b.conn.Close()
}

// chunk is as many rows as the engine takes at once, by the column.
type chunk struct {
	data     mapping.DataChunk
	columns  []vector
	capacity int
	rows     int
	texts    texts
}

// vector is one column of a chunk: values beside each other, and a bit for each that is one.
type vector struct {
	width  uintptr
	values unsafe.Pointer
	valid  []uint64
}

// word is how many rows one number of a vector's bits is for.
const word = 64

func newChunk(types []mapping.LogicalType) *chunk {
	c := &chunk{data: mapping.CreateDataChunk(types), capacity: int(mapping.VectorSize())}
	for _, t := range types {
		c.columns = append(c.columns, vector{width: width(t)})
	}
	c.look()
	return c
}

// width is how many bytes a value of a type takes in a vector.
func width(t mapping.LogicalType) uintptr {
	id := mapping.GetTypeId(t)
	if id == mapping.TypeDecimal {
		id = mapping.DecimalInternalType(t)
	}
	switch id {
	case mapping.TypeBoolean, mapping.TypeTinyInt:
		return 1
	case mapping.TypeSmallInt:
		return 2
	case mapping.TypeInteger, mapping.TypeDate:
		return 4
	case mapping.TypeBigInt:
		return 8
	case mapping.TypeVarchar:
		return unsafe.Sizeof(textValue{})
	default:
		panic(fmt.Sprintf("warehouse: Bulk does not know the engine's type %d", id))
	}
}

// look finds where the vectors stand, and makes every value of theirs blank.
func (c *chunk) look() {
	for i := range c.columns {
		at := mapping.DataChunkGetVector(c.data, mapping.IdxT(i))
		mapping.VectorEnsureValidityWritable(at)
		v := &c.columns[i]
		v.values = mapping.VectorGetData(at)
		v.valid = unsafe.Slice((*uint64)(mapping.VectorGetValidity(at)), (c.capacity+word-1)/word)
		clear(v.valid)
	}
}

func (c *chunk) reset() {
	mapping.DataChunkReset(c.data)
	c.rows = 0
	c.texts.reset()
	c.look()
}

func (c *chunk) destroy() {
	mapping.DestroyDataChunk(&c.data)
	c.texts.reset()
}

// place is where the value of the row stands in a column, which is no blank any more.
func (c *chunk) place(column int) unsafe.Pointer {
	v := &c.columns[column]
	v.valid[c.rows/word] |= 1 << (c.rows % word)
	return unsafe.Add(v.values, uintptr(c.rows)*v.width)
}

func (c *chunk) number(column int, n int64) {
	at := c.place(column)
	switch c.columns[column].width {
	case 1:
		*(*int8)(at) = int8(n)
	case 2:
		*(*int16)(at) = int16(n)
	case 4:
		*(*int32)(at) = int32(n)
	default:
		*(*int64)(at) = n
	}
}

// textValue is a text as the engine's vectors hold it, duckdb_string_t of its C interface: with
// at most short bytes in it, or its beginning and where it stands.
type textValue struct {
	length uint32
	start  [4]byte
	rest   [8]byte // of a short text; else an address
}

const short = 12

func (c *chunk) text(column int, value []byte) {
	t := (*textValue)(c.place(column))
	*t = textValue{length: uint32(len(value))}
	n := copy(t.start[:], value)
	if len(value) <= short {
		copy(t.rest[:], value[n:])
		return
	}
	*(*uintptr)(unsafe.Pointer(&t.rest)) = c.texts.put(value)
}

// texts are the long texts of a chunk, at addresses that stand until it is reset.
type texts struct {
	bytes  int
	block  []byte // the one being filled
	pinned runtime.Pinner
}

const textBlock = 256 << 10

func (t *texts) put(value []byte) uintptr {
	t.bytes += len(value)
	if len(value) > cap(t.block)-len(t.block) {
		t.block = make([]byte, 0, max(textBlock, len(value)))
		t.pinned.Pin(unsafe.SliceData(t.block))
	}
	at := len(t.block)
	t.block = append(t.block, value...)
	return uintptr(unsafe.Pointer(&t.block[at]))
}

func (t *texts) reset() {
	t.pinned.Unpin()
	t.bytes, t.block = 0, nil
}
