package people

import (
	"context"

	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// File is a client's page: masked, with people.
type File struct {
	Client clients.Client
	People []clients.Person
}

// Client reads a client's page. Errors: NotFound.
func Client(ctx context.Context, o *office.Office, id ref.ClientID) (File, error) {
	var f File
	err := o.Read(ctx, func(tx store.Tx) error {
		c, err := tx.Clients().Client(id)
		if err != nil {
			return notFound(err, "这个客户")
		}
		f.Client = MaskClient(c)
		if f.People, err = tx.Clients().People(id); err != nil {
			return err
		}
		for i, p := range f.People {
			f.People[i] = MaskPerson(p)
		}
		return nil
	})
	return f, err
}

// List is a page of clients with the number of all that match.
type List struct {
	Rows  []store.ClientRow
	Total store.Count
	Next  string // cursor of the next page, "" at the end
}

// ListClients lists clients by name, sealed fields left out. size is 1 to 200.
func ListClients(ctx context.Context, o *office.Office, q store.ClientQuery) (List, error) {
	var l List
	if err := office.JudgeSearch(q.Text); err != nil {
		return l, err
	}
	size := q.Limit
	q.Limit++ // one more tells whether there is a next page
	err := o.Read(ctx, func(tx store.Tx) error {
		var err error
		l.Rows, l.Total, err = tx.ClientList().Clients(q)
		return err
	})
	if len(l.Rows) > size {
		l.Rows = l.Rows[:size]
		l.Next = l.Rows[size-1].Cursor
	}
	for i := range l.Rows {
		l.Rows[i].Client = MaskClient(l.Rows[i].Client)
	}
	return l, err
}
