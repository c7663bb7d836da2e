package people

import "beiandesk/internal/clients"

// Label is a code of a closed set with its Chinese word.
type Label struct{ Code, Label string }

// Kinds are the kinds of subject (handbook §2), in the order of the lists.
var Kinds = []Label{
	{string(clients.Enterprise), "企业"},
	{string(clients.Sole), "个体工商户"},
	{string(clients.Personal), "个人"},
	{string(clients.Institution), "事业单位"},
	{string(clients.Government), "政府机关"},
	{string(clients.Social), "社会团体"},
	{string(clients.Military), "军队"},
	{string(clients.Other), "其他单位"},
}

// DocKinds are the identity documents a lead may hold (handbook §2).
var DocKinds = []Label{
	{string(clients.IDCard), "居民身份证"},
	{string(clients.HKMacau), "港澳居民来往内地通行证"},
	{string(clients.Taiwan), "台胞证"},
	{string(clients.Passport), "护照"},
	{string(clients.Officer), "军官证"},
	{string(clients.Residence), "港澳台居民居住证"},
	{string(clients.Permanent), "外国人永久居留身份证"},
}

// LabelOf finds the word for a code; the code itself when it is unknown.
func LabelOf(list []Label, code string) string {
	for _, l := range list {
		if l.Code == code {
			return l.Label
		}
	}
	return code
}

func known(list []Label, code string) bool {
	for _, l := range list {
		if l.Code == code {
			return true
		}
	}
	return false
}
