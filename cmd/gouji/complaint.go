package main

import (
	"errors"

	"gouji/store"
)

// complaint is what is printed of an error that ended a command: in Chinese with what it comes to before the words of whatever
// met it, which are English.
func complaint(err error, lang string) string {
	if lang != "zh" {
		return err.Error()
	}
	for _, known := range []struct {
		err error
		zh  string
	}{
		{errOvertaken, "数据库服务器重启等原因释放了本次 crawl 的锁，另一次 crawl 已取得该锁；本次到此结束，由另一次继续"},
		{errLocked, "对同一存储库的另一次 crawl 正在进行"},
		{store.ErrFull, "磁盘已满；请腾出空间后再次执行同一命令"},
		{store.ErrDenied, "存储库不可写；请检查权限"},
		{store.ErrBusy, "另一进程长时间占用存储库；请稍后再试"},
		{store.ErrAway, "无法连接数据库服务器；请在其恢复后再次执行同一命令"},
		{store.ErrForeign, "不是本程序的存储库，或由更新的版本建立"},
		{store.ErrMissing, "存储库不存在；gouji ingest 会建立"},
		{store.ErrURL, "无法识别 --store 的地址"},
		{store.ErrElsewhere, "本程序不做这件事"},
		{errNoOriginal, "原件不在存放处"},
	} {
		if errors.Is(err, known.err) {
			return known.zh + "（" + err.Error() + "）"
		}
	}
	return err.Error()
}
