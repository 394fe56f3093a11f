"""Sentences of runs on a cluster and of runs taken up again: key -> (Chinese, English)."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "usage.dask-missing": (
        "--engine dask 需要 Dask，本机尚未安装。请运行：pip install 'assign[dask]'",
        "--engine dask needs Dask, which is not installed here. Run: pip install 'assign[dask]'",
    ),
    "usage.scheduler-alone": (
        "--scheduler 要与 --engine dask 同时使用。",
        "--scheduler goes with --engine dask.",
    ),
    "usage.scheduler": (
        "连接不上调度器 {address}：{text}。请核对地址；地址以 tls:// 开头的，还须按 docs/scale.md 配置证书。",
        "The scheduler {address} does not answer: {text}. Check the address; one that begins with tls:// needs "
        "certificates, see docs/scale.md.",
    ),
    "usage.scheduler-idle": (
        "调度器 {address} 名下没有计算进程。请先启动，例如：dask worker {address}",
        "The scheduler {address} has no workers. Start one first, for example: dask worker {address}",
    ),
    "usage.scheduler-program": (
        "计算进程 {worker} 上的 assign 或其依赖库与本机版本不同，结果可能不一致。请在该机器上安装同一版本。",
        "Worker {worker} has not the same assign and libraries as this machine, so its answers might differ. Install "
        "the same versions there.",
    ),
    "no-plan.cluster": (
        "与计算集群失去联系，或已没有计算进程，尚有 {left} 项任务未完成。已完成的辖区都已保存；集群恢复后加 --resume 再运行，即可接着计算。",
        "The cluster is lost or has no workers left, with {left} tasks to do. Every jurisdiction that was finished is "
        "kept: run again with --resume once the cluster is back.",
    ),
    "stage.worker-gone": (
        "计算进程 {scope} 已失去联系，它手头的任务由其他进程重新计算",
        "worker {scope} is gone; what it was doing is done again by others",
    ),
    "stage.poisoned": (
        "辖区 {scope} 连续使多个计算进程意外结束，改在单独进程中求解",
        "jurisdiction {scope}: worker after worker died under it; tried alone in a process of its own",
    ),
    "stage.resume": (
        "接着上次计算：已有 {known} 个结果，存于 {path}",
        "taken up again: {known} answers are there, in {path}",
    ),
    "stage.resume-none": (
        "没有可以接着计算的结果（{path} 中没有），从头计算",
        "nothing to take up in {path}: all is solved from the start",
    ),
    "stage.unfinished": (
        "已完成的辖区保存在 {path}；加 --resume 再运行，即可接着计算",
        "what was finished is kept in {path}: run again with --resume to go on from there",
    ),
}
