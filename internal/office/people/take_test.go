package people

import (
	"maps"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/clients"
)

// What can be taken over and is not compared would be left out without a word.
func TestEveryFieldThatCanBeTakenIsCompared(t *testing.T) {
	day := cal.Date(2039, 6, 12)
	compared := func(list []Difference, prefix string, fields map[string]*string) {
		t.Helper()
		var got, want []string
		for _, d := range list {
			got = append(got, d.Field)
		}
		for key := range maps.Keys(fields) {
			want = append(want, prefix+key)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("compared %v\nfields   %v", got, want)
		}
	}
	compared(clientDiffers(clients.Client{
		Name: "甲", Kind: clients.Social, CreditCode: "x", Address: "x", Registered: "x", Investor: "x", Postcode: "x", OfficePhone: "x", Contact: "x", ContactPhone: "x", WeChat: "x",
		FapiaoTitle: "x", FapiaoTaxNo: "x", Note: "x",
	}, clients.Client{Kind: clients.Enterprise}), "client.", (&ClientInput{}).fields())
	compared(personDiffers(clients.Person{
		Name: "甲", DocKind: clients.IDCard, DocNumber: "x", DocUntil: &day, DocAddress: "x", Living: "x", Mobile: "x", Emergency: "x", Email: "x",
	}, clients.Person{}), "lead.", (&PersonInput{}).fields())
}
