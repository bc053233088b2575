#include "archive.hpp"

#include <cerrno>
#include <cstdio>
#include <vector>

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "vungphu/base/file.hpp"

#include "ledger.hpp"

namespace vungphu::store {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

void ZipWriter::Free::operator()(archive* handle) const { archive_write_free(handle); }
void ZipReader::Free::operator()(archive* handle) const { archive_read_free(handle); }

Error ZipWriter::error() const {
  const int number = archive_errno(handle_.get());
  return io_error(path_, number > 0 ? number : EIO);
}

Error ZipReader::error() const {
  const int number = archive_errno(handle_.get());
  // Faults of the format come as libarchive's own negative numbers or EILSEQ-like ones: the file is not what
  // it should be.
  if (number == EIO || number == EACCES || number == ENOENT) return io_error(path_, number);
  return Error{"store.bad_backup", {{"path", path_}}};
}

Result<ZipWriter> ZipWriter::open(const std::string& path) {
  ZipWriter writer(archive_write_new(), path);
  archive* const handle = writer.handle_.get();
  if (archive_write_set_format_zip(handle) != ARCHIVE_OK ||
      archive_write_open_filename(handle, path.c_str()) != ARCHIVE_OK) {
    return tl::unexpected<Error>(writer.error());
  }
  return writer;
}

Status ZipWriter::add(const std::string& name, const std::string& from) {
  const File in(std::fopen(from.c_str(), "rbe"));
  struct stat facts {};
  if (!in || ::fstat(::fileno(in.get()), &facts) != 0) return tl::unexpected<Error>(io_error(from, errno));
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_size(entry.get(), facts.st_size);
  archive_entry_set_mtime(entry.get(), 0, 0);
  if (archive_write_header(handle_.get(), entry.get()) != ARCHIVE_OK) return tl::unexpected<Error>(error());
  std::vector<char> chunk(kChunk);
  for (;;) {
    const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), in.get());
    if (got == 0) break;
    const la_ssize_t put = archive_write_data(handle_.get(), chunk.data(), got);
    if (put != static_cast<la_ssize_t>(got)) return tl::unexpected<Error>(error());
  }
  if (std::ferror(in.get()) != 0) return tl::unexpected<Error>(io_error(from, errno));
  return {};
}

Status ZipWriter::finish() {
  if (archive_write_close(handle_.get()) != ARCHIVE_OK) return tl::unexpected<Error>(error());
  return {};
}

Result<ZipReader> ZipReader::open(const std::string& path) {
  ZipReader reader(archive_read_new(), path);
  archive* const handle = reader.handle_.get();
  // Zip alone: a backup is ours, and no other format's code needs to meet the file.
  if (archive_read_support_format_zip_seekable(handle) != ARCHIVE_OK ||
      archive_read_open_filename(handle, path.c_str(), kChunk) != ARCHIVE_OK) {
    return tl::unexpected<Error>(reader.error());
  }
  return reader;
}

Result<bool> ZipReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(handle_.get(), &entry);
  if (code == ARCHIVE_EOF) return false;
  if (code != ARCHIVE_OK) return tl::unexpected<Error>(error());
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG)
    return fail("store.bad_backup", {{"path", path_}});
  name_ = name;
  return true;
}

Status ZipReader::extract(const std::string& to) {
  const std::string part = to + ".part";
  VP_CHECK(make_private_file(part));
  File out(std::fopen(part.c_str(), "wbe"));
  if (!out) return tl::unexpected<Error>(io_error(to, errno));
  std::vector<char> chunk(kChunk);
  for (;;) {
    const la_ssize_t got = archive_read_data(handle_.get(), chunk.data(), chunk.size());
    if (got < 0) return tl::unexpected<Error>(error());
    if (got == 0) break;
    const auto size = static_cast<std::size_t>(got);
    if (std::fwrite(chunk.data(), 1, size, out.get()) != size)
      return tl::unexpected<Error>(io_error(to, errno));
  }
  if (std::fclose(out.release()) != 0) return tl::unexpected<Error>(io_error(to, errno));
  return publish_file(part, to);
}

}  // namespace vungphu::store
