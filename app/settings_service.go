package app

import (
	"context"
	"strings"

	"beiandesk/app/page"
	"beiandesk/app/page/many"
	"beiandesk/internal/errs"
	"beiandesk/internal/money"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// SettingsService keeps letterhead, prices and staff.
type SettingsService struct{ s *Session }

// Get reads the settings page.
func (x *SettingsService) Get(page.Empty) (page.SettingsView, error) {
	return run(x.s, x.view)
}

// SaveLetterhead sets the agency's name, address and account on paper.
func (x *SettingsService) SaveLetterhead(in page.LetterheadInput) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		in.Letterhead.Version = in.Version
		if _, err := setup.SaveLetterhead(ctx, o, in.Letterhead); err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// SavePrice sets what a phase costs and how bills are made.
func (x *SettingsService) SavePrice(in page.PriceInput) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		icp, err := amount("icp", in.ICP)
		if err != nil {
			return page.SettingsView{}, err
		}
		police, err := amount("police", in.Police)
		if err != nil {
			return page.SettingsView{}, err
		}
		price := setup.Price{ICP: icp, Police: police, TermDays: in.TermDays, Split: in.Split, TaxRate: in.TaxRate, Version: in.Version}
		if _, err := setup.SavePrice(ctx, o, price); err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// SaveStaff adds a 经办 (ID "") or changes one.
func (x *SettingsService) SaveStaff(in page.StaffView) (page.SettingsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (page.SettingsView, error) {
		var err error
		if in.ID == "" {
			_, err = setup.AddStaff(ctx, o, in.Name)
		} else {
			_, err = setup.SaveStaff(ctx, o, store.Staff{ID: ref.StaffID(in.ID), Name: in.Name, Active: in.Active, Version: in.Version})
		}
		if err != nil {
			return page.SettingsView{}, err
		}
		return x.view(ctx, o)
	})
}

// Loads tells what each 经办 has in hand.
func (x *SettingsService) Loads(page.Empty) (many.LoadsView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (many.LoadsView, error) {
		list, err := setup.Loads(ctx, o)
		return many.NewLoadsView(list), err
	})
}

// HandOver hands the open cases of one 经办 to another.
func (x *SettingsService) HandOver(in setup.HandOverInput) (many.HandedOverView, error) {
	return run(x.s, func(ctx context.Context, o *office.Office) (many.HandedOverView, error) {
		v := many.HandedOverView{Cases: []string{}}
		gone, err := setup.HandOver(ctx, o, in)
		if err != nil {
			return v, err
		}
		for _, id := range gone {
			v.Cases = append(v.Cases, string(id))
		}
		list, err := setup.Loads(ctx, o)
		v.Loads = many.NewLoadsView(list)
		return v, err
	})
}

func (x *SettingsService) view(ctx context.Context, o *office.Office) (page.SettingsView, error) {
	got, err := setup.Settings(ctx, o)
	if err != nil {
		return page.SettingsView{}, err
	}
	v := page.SettingsView{
		Letterhead: page.LetterheadInput{Letterhead: got.Letterhead, Version: got.Letterhead.Version}, Staff: []page.StaffView{}, Folder: x.s.folder, Version: x.s.start.Version,
		Price: page.PriceInput{
			ICP: got.Price.ICP.String(), Police: got.Price.Police.String(), TermDays: got.Price.TermDays,
			Split: got.Price.Split, TaxRate: got.Price.TaxRate, Version: got.Price.Version,
		},
	}
	for _, m := range got.Staff {
		v.Staff = append(v.Staff, page.StaffView{ID: string(m.ID), Name: m.Name, Active: m.Active, Current: m.ID == got.Current, Version: m.Version})
	}
	return v, nil
}

// amount reads decimal text into fen and names the field when it can't.
func amount(field, text string) (money.Fen, error) {
	f, err := money.Parse(strings.TrimSpace(text))
	if err != nil {
		return 0, errs.AtField(field, "%s", err.Error())
	}
	return f, nil
}
