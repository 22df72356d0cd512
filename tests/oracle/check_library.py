"""What holds of the compiled file itself: the same input gives the same bytes, with or without caches."""


def check(driver, record, source):
    """Three compilations: two that start with an empty cache of their own, one that finds everything cached."""
    caches = [driver.work / name for name in ("cache1", "cache2", "cache2")]
    files = []
    for number, cache in enumerate(caches):
        cache.mkdir(exist_ok=True)
        library = driver.compile(source, "same", "--mode=train", XDG_CACHE_HOME=str(cache), RESNETC_CACHE_DIR=str(cache))
        files.append((library.read_bytes(), library.with_suffix(".h").read_bytes()))
    record.require("library: same bytes from two cold compilations", files[0][0] == files[1][0], "the .so files differ")
    record.require("library: same bytes from the cache", files[1][0] == files[2][0], "the .so files differ")
    record.require("header: same bytes", files[0][1] == files[1][1] == files[2][1], "the .h files differ")
