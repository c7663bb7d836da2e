package scan

import (
	"context"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// What a paper never needs, in the words of its refusal.
const (
	scripted  = "带有脚本程序"
	starting  = "会启动电脑上的程序"
	reaching  = "会打开、导入或提交别的文件，或连到外面"
	unbidden  = "一打开就会自己连到外面"
	attached  = "夹带着别的文件（附件）"
	dynamic   = "是 XFA 动态表单，里面可以带程序"
	playing   = "带有声音、视频或三维内容"
	elsewhere = "有内容不在文件里，打开时要从别处取"
)

// actions are the actions (ISO 32000-1, 12.6.4) that are refused wherever they stand.
var actions = map[string]string{
	"JavaScript": scripted, "Launch": starting, "GoToR": reaching, "GoToE": attached, "Thread": reaching,
	"SubmitForm": reaching, "ImportData": reaching, "Rendition": playing, "Movie": playing, "Sound": playing,
	"GoTo3DView": playing, "RichMediaExecute": playing,
}

// harmless are the actions that may happen without a click: they turn pages and
// layers. All others are unbidden, a link to the web among them.
var harmless = map[string]bool{"GoTo": true, "GoToDp": true, "Named": true, "Trans": true, "SetOCGState": true, "Hide": true, "ResetForm": true}

// keys are entries that are refused in whatever dictionary they stand.
var keys = map[string]string{
	"JS": scripted, "JavaScript": scripted, "EmbeddedFiles": attached, "EF": attached, "XFA": dynamic,
	"RichMediaContent": playing, "RichMediaSettings": playing, "OPI": elsewhere,
}

// kinds are the types and subtypes of dictionaries that are refused.
var kinds = map[string]string{
	"EmbeddedFile": attached, "FileAttachment": attached, "RichMedia": playing, "Screen": playing, "Movie": playing,
	"Sound": playing, "3D": playing, "U3D": playing, "PRC": playing,
}

// worst orders the words: a paper that has several is refused with the first.
var worst = []string{starting, scripted, attached, dynamic, reaching, unbidden, elsewhere, playing}

// finds are the words of all that a paper has.
type finds struct {
	doc   *model.Context
	words map[string]bool

	followed map[types.IndirectRef]bool // actions that were looked at
}

// search looks through every object, those inside of object streams too, for what a
// paper never needs. It gives the words of the refusal, or "".
func search(doc *model.Context) (string, error) {
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		if l, ok := entry.Object.(types.LazyObjectStreamObject); ok {
			o, err := l.DecodedObject(context.Background())
			if err != nil {
				return "", err
			}
			entry.Object = o
		}
	}
	f := finds{doc: doc, words: map[string]bool{}, followed: map[types.IndirectRef]bool{}}
	for _, entry := range doc.Table {
		if entry != nil {
			f.inside(entry.Object)
		}
	}
	for _, word := range worst {
		if f.words[word] {
			return word, nil
		}
	}
	return "", nil
}

func (f finds) add(word string) {
	if word != "" {
		f.words[word] = true
	}
}

// inside looks through an object. What it refers to is an entry of the table itself;
// how deep it may be nested was bounded when it was parsed.
func (f finds) inside(o types.Object) {
	if d, ok := stream(o); ok {
		if _, ok := d.Find("F"); ok {
			f.add(elsewhere)
		}
		o = d
	}
	switch o := o.(type) {
	case types.Dict:
		f.insideDict(o)
	case types.Array:
		for _, value := range o {
			f.inside(value)
		}
	}
}

func (f finds) insideDict(d types.Dict) {
	f.add(actions[f.name(d["S"])])
	f.add(kinds[f.name(d["Type"])])
	f.add(kinds[f.name(d["Subtype"])])
	if _, ok := d.Find("Ref"); ok && f.name(d["Subtype"]) == "Form" {
		f.add(elsewhere)
	}
	for key, value := range d {
		f.add(keys[key])
		switch key {
		case "OpenAction":
			f.onItsOwn(value, true)
		case "AA":
			if triggers, ok := f.resolve(value).(types.Dict); ok {
				for _, action := range triggers {
					f.onItsOwn(action, true)
				}
			}
		}
		f.inside(value)
	}
}

// onItsOwn looks at an action that a viewer carries out without a click, and at those
// that follow it: a list of them, or one. A list in the place of the first action is a
// place to go to.
func (f finds) onItsOwn(o types.Object, first bool) {
	if ref, ok := o.(types.IndirectRef); ok {
		if f.followed[ref] {
			return
		}
		f.followed[ref] = true
	}
	switch o := f.resolve(o).(type) {
	case types.Array:
		for _, next := range o {
			if !first {
				f.onItsOwn(next, false)
			}
		}
	case types.Dict:
		kind := f.name(o["S"])
		if kind != "" && actions[kind] == "" && !harmless[kind] {
			f.add(unbidden)
		}
		if next, ok := o.Find("Next"); ok {
			f.onItsOwn(next, false)
		}
	}
}

// stream gives the dictionary of a stream.
func stream(o types.Object) (types.Dict, bool) {
	switch o := o.(type) {
	case types.StreamDict:
		return o.Dict, true
	case types.ObjectStreamDict:
		return o.Dict, true
	case types.XRefStreamDict:
		return o.Dict, true
	}
	return nil, false
}

// name reads a name, itself or by reference; "" for anything else. Its #xx were
// decoded when it was parsed.
func (f finds) name(o types.Object) string {
	n, _ := f.resolve(o).(types.Name)
	return string(n)
}

// resolve follows a reference; nil where it leads nowhere.
func (f finds) resolve(o types.Object) types.Object {
	to, err := f.doc.Dereference(o)
	if err != nil {
		return nil
	}
	return to
}
