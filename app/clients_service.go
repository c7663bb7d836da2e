package app

import (
	"context"
	"strings"

	"beiandesk/app/page"
	"beiandesk/app/page/own"
	"beiandesk/app/page/personal"
	"beiandesk/app/page/telling"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/present"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// ClientsService keeps clients and their leads, and reveals masked values.
type ClientsService struct{ s *Session }

// List gives a page of clients.
func (c *ClientsService) List(in page.ClientsInput) (page.ClientsView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.ClientsView, error) {
		list, err := people.ListClients(ctx, o, store.ClientQuery{Text: in.Text, After: in.Cursor, Limit: pageSize(in.PageSize)})
		if err != nil {
			return page.ClientsView{}, err
		}
		v := page.ClientsView{Rows: []page.ClientRow{}, Next: list.Next, Count: list.Total.String()}
		whose := []store.Whose{}
		for _, r := range list.Rows {
			whose = append(whose, store.Whose{Client: r.ID})
		}
		sheets, err := ownfields.OfAll(ctx, o, whose)
		if err != nil {
			return page.ClientsView{}, err
		}
		for i, r := range list.Rows {
			v.Rows = append(v.Rows, page.ClientRow{
				ID: string(r.ID), Name: r.Name, Kind: people.LabelOf(people.Kinds, string(r.Kind)), Code: r.CreditCode,
				Lead: r.Lead, Cases: r.Cases, Open: r.Open, Own: own.NewOwnCells(sheets[whose[i]]),
			})
		}
		return v, nil
	})
}

// Get reads a client's page.
func (c *ClientsService) Get(in page.IDInput) (page.ClientView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.ClientView, error) {
		return clientView(ctx, o, ref.ClientID(in.ID))
	})
}

// Told reads what a client was told over all its cases.
func (c *ClientsService) Told(in page.IDInput) (telling.ToldView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (telling.ToldView, error) {
		list, more, err := chasing.Told(ctx, o, ref.ClientID(in.ID))
		return telling.NewToldView(list, more, o.Today()), err
	})
}

// Save changes a client.
func (c *ClientsService) Save(in people.ClientInput) (page.ClientView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.ClientView, error) {
		saved, err := people.SaveClient(ctx, o, in)
		if err != nil {
			return page.ClientView{}, err
		}
		v, err := clientView(ctx, o, saved.Client.ID)
		v.Warnings, v.Mended = present.List(saved.Warnings), saved.Mended
		return v, err
	})
}

// SavePerson adds a person to a client (ID "") or changes one.
func (c *ClientsService) SavePerson(in people.PersonInput) (page.ClientView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.ClientView, error) {
		saved, err := casefile.SavePerson(ctx, o, in)
		if err != nil {
			return page.ClientView{}, err
		}
		v, err := clientView(ctx, o, saved.Person.ClientID)
		v.Warnings, v.Mended = present.List(saved.Warnings), saved.Mended
		return v, err
	})
}

// once gives a file's one-use URL, unless it could not be fetched.
func (c *ClientsService) once(mime string, content []byte, err error) (page.RevealView, error) {
	if err != nil {
		return page.RevealView{}, err
	}
	return page.RevealView{Value: "/originals/" + c.s.downloads.Put(mime, content, true)}, nil
}

// Reveal gives one masked value in full, or a one-use URL for a file. Each is logged.
func (c *ClientsService) Reveal(in people.RevealInput) (page.RevealView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (page.RevealView, error) {
		if id, ok := strings.CutPrefix(in.Token, "document:"); ok {
			got, err := intake.Fetch(ctx, o, ref.DocumentID(id))
			return c.once(got.Mime, got.Content, err)
		}
		if id, ok := strings.CutPrefix(in.Token, "consent:"); ok {
			got, err := consents.Fetch(ctx, o, ref.ConsentID(id))
			return c.once(got.Mime, got.Content, err)
		}
		if strings.HasPrefix(in.Token, ownfields.TokenPrefix) {
			value, err := ownfields.Reveal(ctx, o, in)
			return page.RevealView{Value: value}, err
		}
		value, err := filing.Reveal(ctx, o, in)
		return page.RevealView{Value: value}, err
	})
}

func clientView(ctx context.Context, o *office.Office, id ref.ClientID) (page.ClientView, error) {
	f, err := people.Client(ctx, o, id)
	if err != nil {
		return page.ClientView{}, err
	}
	v := page.ClientView{
		Kind: people.LabelOf(people.Kinds, string(f.Client.Kind)), People: []page.PersonView{}, Cases: []page.CaseRow{}, Warnings: []string{}, Mended: []people.Mended{},
		Client: people.InputOf(f.Client), Agree: personal.NewConsentChoices(),
	}
	given, err := consents.Of(ctx, o, id)
	if err != nil {
		return page.ClientView{}, err
	}
	v.Consents = personal.ConsentViews(given)
	for _, p := range f.People {
		v.People = append(v.People, page.NewPersonView(p, nil, nil))
	}
	table, err := views.List(ctx, o, store.CaseQuery{View: "all", Client: id, Sort: "number", Desc: true, Limit: pageSize(0)})
	for _, row := range table.Rows {
		v.Cases = append(v.Cases, page.NewCaseRow(row))
	}
	return v, err
}

// Own reads the tags and own fields of a case or a client.
func (c *ClientsService) Own(in own.OwnInput) (own.OwnView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (own.OwnView, error) {
		return ownView(ctx, o, store.Whose{Case: ref.CaseID(in.CaseID), Client: ref.ClientID(in.ClientID)})
	})
}

// SetOwn writes them.
func (c *ClientsService) SetOwn(in ownfields.OwnSetInput) (own.OwnView, error) {
	return run(c.s, func(ctx context.Context, o *office.Office) (own.OwnView, error) {
		if err := ownfields.Set(ctx, o, in); err != nil {
			return own.OwnView{}, err
		}
		return ownView(ctx, o, store.Whose{Case: in.CaseID, Client: in.ClientID})
	})
}

func ownView(ctx context.Context, o *office.Office, whose store.Whose) (own.OwnView, error) {
	sheet, err := ownfields.Of(ctx, o, whose)
	if err != nil {
		return own.OwnView{}, err
	}
	tags, err := ownfields.TagsInUse(ctx, o)
	return own.NewOwnView(sheet, whose, tags.Values), err
}

// ownCells fills in the tags and own fields of rows of the cases table, and the tags of their
// clients.
func ownCells(ctx context.Context, o *office.Office, found []views.Row, rows []page.CaseRow) error {
	whose := []store.Whose{}
	for _, r := range found {
		whose = append(whose, store.Whose{Case: r.ID}, store.Whose{Client: r.ClientID})
	}
	sheets, err := ownfields.OfAll(ctx, o, whose)
	for i := range rows {
		rows[i].Own = own.NewOwnCells(sheets[whose[2*i]], sheets[whose[2*i+1]])
	}
	return err
}
