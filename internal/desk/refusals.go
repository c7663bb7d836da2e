package desk

import (
	"errors"
	"slices"
	"strings"

	"beiandesk/internal/desk/contents"
	"beiandesk/internal/errs"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
)

// Refusal is why no desk can be opened in a folder, and what to do; nil where one can be.
func (s Status) Refusal() error {
	switch s.State {
	case Missing:
		return errs.New(errs.NotFound, "找不到这个文件夹。请检查路径；它若在移动硬盘、加密盘或共享上，先接好再打开；移走或改名了，就选它现在的位置")
	case Unplugged:
		return errs.New(errs.NotFound, "这个文件夹所在的磁盘没有接上。接好、解锁后再打开；盘符或名字变了，就选它现在的位置")
	case Empty:
		return errs.New(errs.NotFound, "这个文件夹里没有备案台的数据。它若应在移动硬盘、加密盘或共享上，先接好再打开；路径不对就换一个；要新建，用窗口或 demo")
	case NoKeys:
		return errs.New(errs.Blocked, "这个文件夹里有数据库 %s，没有钥匙文件 %s，打不开。没有动它。%s", sqlite.FileName, vault.KeyFile, s.wayBack())
	case BadKeys:
		var e *errs.Error
		if errors.As(s.KeysWhy, &e) {
			return errs.Wrap(e.Code, e, "%s：%s", e.Message, s.wayBack())
		}
		return s.KeysWhy
	case NoDatabase:
		return errs.New(errs.Blocked, "这个文件夹里有钥匙文件 %s，没有数据库 %s：可能被移走了，或者还没同步完。没有动它：请把 %s 放回来，或从备份恢复整个文件夹；第一次新建时断了电的，删掉 %s 再建", vault.KeyFile, sqlite.FileName, sqlite.FileName, vault.KeyFile)
	case Leftover:
		if i := slices.IndexFunc(s.Parts, contents.IsLog); i >= 0 {
			return errs.New(errs.Blocked, "数据库 %s 不在，它的日志 %s 还在，里面可能有最后存的内容：不要删。请把 %s 放回它旁边再打开", sqlite.FileName, s.Parts[i], sqlite.FileName)
		}
		return errs.New(errs.Blocked, "这个文件夹里有备案台留下的 %s，没有数据库和钥匙。没有动它：请把缺的文件放回来，或换一个空文件夹；确认不要了，删掉再建", named(s.Parts))
	case Locked:
	}
	return nil
}

// occupied is why no desk can be made in a folder; nil where one can be.
func (s Status) occupied() error {
	switch s.State {
	case Empty, Missing:
		if around := contents.Within(s.Dir); around != "" {
			return errs.New(errs.Exists, "这个位置在另一个资料夹（%s）里面，不能在里面再建一个，请换一个位置", around)
		}
		return nil
	case Locked:
		return errs.New(errs.Exists, "这个文件夹里已经有备案台的数据，请直接打开，或换一个空文件夹")
	case Unplugged:
		return errs.New(errs.NotFound, "这个位置所在的磁盘没有接上，没有在这里新建。接好后再试；真要建在这里，先自己建好这个文件夹")
	case NoKeys, BadKeys, NoDatabase, Leftover:
	}
	return s.Refusal()
}

// wayBack is how lost keys come back.
func (s Status) wayBack() string {
	if s.KeysCopy {
		return "数据库里另存了一份，在窗口里按“恢复钥匙”，或运行 keys restore"
	}
	return "有恢复单的，在窗口里按它恢复，或运行 keys restore --sheet；没有的，从备份把 " + vault.KeyFile + " 放回来"
}

// named lists names, the first few of many.
func named(list []string) string {
	const most = 3
	if len(list) > most {
		return strings.Join(list[:most], "、") + " 等"
	}
	return strings.Join(list, "、")
}

// Warnings are what is wrong with a folder's place, and stops nobody.
func (s Status) Warnings() []string {
	list := []string{}
	if s.Full {
		list = append(list, "资料夹所在的磁盘满了，只能看，不能办。请腾出空间，再打开一次")
	}
	if s.Network {
		list = append(list, "资料夹在网络共享上，多台电脑同时使用可能损坏数据，请移到本机磁盘")
	}
	if len(s.Copies) > 0 {
		list = append(list, "资料夹里有同步软件或复制留下的另一份："+named(s.Copies)+"。两份内容可能不同：先别删，用只读的副本打开看清哪一份新，再留一份，并停止同步这个文件夹")
	}
	if s.Synced != "" {
		list = append(list, "资料夹在 "+s.Synced+" 的同步文件夹里：同步到一半会坏，两台电脑同时写会分成两份。请移到不同步的位置，要备份，用设置里的“备份”")
	}
	return list
}
