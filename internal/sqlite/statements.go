package sqlite

import (
	"container/list"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"

	modernc "modernc.org/sqlite"
)

// mostKept is how many statements a connection keeps ready: those of all screens and of a
// move have room.
const mostKept = 120

// openDB is sql.Open with connections that keep their statements: reading the text of a list's
// costs more than running it.
func openDB(dsn string) (*sql.DB, error) {
	c, err := modernc.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keepingConnector{c}), nil
}

type keepingConnector struct{ driver.Connector }

func (c keepingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	whole, ok := conn.(engineConn)
	if !ok {
		return nil, errors.Join(errors.New("sqlite: the driver lacks what database/sql asks for"), conn.Close())
	}
	return &keepingConn{engineConn: whole, at: map[string]*list.Element{}, recent: list.New()}, nil
}

// engineConn is all that database/sql may ask of a connection.
type engineConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keepingConn keeps the statements that ran last, the latest first. database/sql hands a
// connection to one goroutine at a time.
type keepingConn struct {
	engineConn
	at     map[string]*list.Element // by text
	recent *list.List               // of *kept
}

// kept is a statement; it is busy while its rows are read.
type kept struct {
	text string
	busy bool
	stmt engineStmt
}

// engineStmt is all that is asked of a statement.
type engineStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keeps says that a statement may be run again as it was read. What PRAGMA does it does at
// times when it is read.
func keeps(text string) bool {
	return slices.ContainsFunc([]string{"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}, func(verb string) bool { return strings.HasPrefix(text, verb) })
}

// ready gives the statement of a text; nil for one that is not kept, or whose rows are
// being read.
func (c *keepingConn) ready(ctx context.Context, text string) (*kept, error) {
	if !keeps(text) {
		return nil, nil
	}
	if e, ok := c.at[text]; ok {
		c.recent.MoveToFront(e)
		if k := e.Value.(*kept); !k.busy {
			return k, nil
		}
		return nil, nil
	}
	stmt, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	whole, ok := stmt.(engineStmt)
	if !ok {
		return nil, stmt.Close()
	}
	k := &kept{text: text, stmt: whole}
	c.at[text] = c.recent.PushFront(k)
	return k, c.thin()
}

// thin closes the statements that ran longest ago.
func (c *keepingConn) thin() error {
	var failed []error
	for e := c.recent.Back(); e != nil && c.recent.Len() > mostKept; {
		k := e.Value.(*kept)
		e = e.Prev()
		if !k.busy {
			failed = append(failed, c.drop(k))
		}
	}
	return errors.Join(failed...)
}

// drop closes a statement.
func (c *keepingConn) drop(k *kept) error {
	c.recent.Remove(c.at[k.text])
	delete(c.at, k.text)
	return k.stmt.Close()
}

func (c *keepingConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	k, err := c.ready(ctx, text)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.engineConn.QueryContext(ctx, text, args)
	}
	rows, err := k.stmt.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, c.drop(k))
	}
	k.busy = true
	return &keptRows{rows, k}, nil
}

// keptRows are those of a kept statement.
type keptRows struct {
	driver.Rows
	of *kept
}

func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

func (c *keepingConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	k, err := c.ready(ctx, text)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.engineConn.ExecContext(ctx, text, args)
	}
	result, err := k.stmt.ExecContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, c.drop(k))
	}
	return result, nil
}

// Close closes the statements before the connection.
func (c *keepingConn) Close() error {
	var failed []error
	for e := c.recent.Front(); e != nil; e = e.Next() {
		failed = append(failed, e.Value.(*kept).stmt.Close())
	}
	return errors.Join(append(failed, c.engineConn.Close())...)
}

// Unwrap is how the driver finds its own connection.
func (c *keepingConn) Unwrap() driver.Conn { return c.engineConn }
