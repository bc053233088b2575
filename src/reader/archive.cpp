#include "archive.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <functional>
#include <memory>
#include <set>

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "vungphu/base/file.hpp"
#include "vungphu/base/text.hpp"

#include "sniff.hpp"
#include "text_coding.hpp"

namespace vungphu::reader {
namespace {

constexpr std::size_t kMostEntries = 10'000;
constexpr std::uint64_t kMostInflated = 2ull << 30;
constexpr std::uint64_t kMostRatio = 200;
/// Blank tables compress well too: below this size a ratio alone says nothing.
constexpr std::uint64_t kRatioMatters = 10ull << 20;

using ReadHandle = std::unique_ptr<archive, decltype(&archive_read_free)>;
using WriteHandle = std::unique_ptr<archive, decltype(&archive_write_free)>;
using EntryHandle = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

std::string name_of(archive_entry* entry) {
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return utf8;
  const char* raw = archive_entry_pathname(entry);
  std::string name = raw ? to_utf8(raw) : std::string();
  return is_utf8(name) ? name : one_to_one(name);
}

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find(':') != name.npos)
    return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

bool is_hidden_copy(std::string_view name) {
  return name.starts_with("__MACOSX/") || name.starts_with("._") || name.find("/._") != name.npos;
}

/// One format of libarchive, and no guessing among the others.
bool support(archive* reader, Signature signature) {
  switch (signature) {
    case Signature::zip:
      archive_read_support_format_zip_seekable(reader);  // by the central directory, as everybody reads it
      return true;
    case Signature::rar:
      archive_read_support_format_rar(reader);
      archive_read_support_format_rar5(reader);
      return true;
    case Signature::seven_zip:
      archive_read_support_format_7zip(reader);
      return true;
    case Signature::gzip:
      archive_read_support_filter_gzip(reader);
      archive_read_support_format_tar(reader);
      return true;
    case Signature::tar:
      archive_read_support_format_tar(reader);
      return true;
    default:
      return false;
  }
}

/// Calls `visit` with each entry until it returns false.
Status for_each_entry(std::string_view bytes,
                      const std::function<Result<bool>(archive*, archive_entry*)>& visit) {
  ReadHandle reader(archive_read_new(), archive_read_free);
  if (!support(reader.get(), sniff(bytes.substr(0, 512)))) return fail("reader.archive_kind");
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return fail("reader.archive_damaged");
  for (;;) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_EOF) return {};
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return fail("reader.archive_damaged");
    VP_TRY(bool more, visit(reader.get(), entry));
    if (!more) return {};
  }
}

/// What one entry may not be, whatever the others are.
Status check_entry(archive_entry* entry, const std::string& name) {
  if (archive_entry_is_encrypted(entry)) return fail("reader.archive_encrypted", {{"member", name}});
  const auto type = archive_entry_filetype(entry);
  if ((type != AE_IFREG && type != AE_IFDIR) || archive_entry_hardlink(entry) || !is_safe_name(name))
    return fail("reader.archive_unsafe", {{"member", name}});
  return {};
}

bool is_bomb(std::uint64_t inflated, std::uint64_t packed) {
  return inflated > kMostInflated || (inflated > kRatioMatters && inflated / kMostRatio > packed);
}

Status write_part(archive* writer, const ZipPart& part) {
  std::ifstream file(part.path, std::ios::binary);
  struct stat facts {};
  if (!file || stat(part.path.c_str(), &facts) != 0) return tl::unexpected(io_error(part.path, errno));
  EntryHandle entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), part.name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), facts.st_size);
  archive_entry_set_mtime(entry.get(), 0,
                          0);  // before the first day of zips in every time zone: written as 1980-01-01
  if (archive_write_header(writer, entry.get()) != ARCHIVE_OK)
    return tl::unexpected(io_error(part.path, archive_errno(writer)));
  std::array<char, 64 << 10> buffer;
  while (file) {
    file.read(buffer.data(), buffer.size());
    const auto count = static_cast<std::size_t>(file.gcount());
    if (count > 0 && archive_write_data(writer, buffer.data(), count) != static_cast<la_ssize_t>(count))
      return tl::unexpected(io_error(part.path, archive_errno(writer)));
  }
  if (file.bad()) return tl::unexpected(io_error(part.path, errno));
  return {};
}

}  // namespace

Result<std::vector<std::string>> screen_zip(std::string_view bytes) {
  if (sniff(bytes.substr(0, 512)) != Signature::zip) return fail("reader.archive_damaged");
  return screen_archive(bytes);
}

Result<std::vector<std::string>> screen_archive(std::string_view bytes) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  std::uint64_t inflated = 0;
  auto visit = [&](archive*, archive_entry* entry) -> Result<bool> {
    std::string name = name_of(entry);
    VP_CHECK(check_entry(entry, name));
    if (!seen.insert(name).second) return fail("reader.archive_unsafe", {{"member", name}});
    const std::int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    inflated += static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0));
    if (seen.size() > kMostEntries || is_bomb(inflated, bytes.size())) return fail("reader.archive_bomb");
    if (archive_entry_filetype(entry) == AE_IFREG && !is_hidden_copy(name)) files.push_back(std::move(name));
    return true;
  };
  VP_CHECK(for_each_entry(bytes, visit));
  return files;
}

Result<std::string> extract_member(std::string_view bytes, std::string_view member) {
  VP_TRY(auto contents, extract_members(bytes, {std::string(member)}));
  return std::move(contents.begin()->second);
}

Result<std::map<std::string, std::string>> extract_members(std::string_view bytes,
                                                           const std::vector<std::string>& members) {
  std::map<std::string, std::string> contents;
  std::uint64_t inflated = 0;
  auto visit = [&](archive* reader, archive_entry* entry) -> Result<bool> {
    const std::string name = name_of(entry);
    if (std::find(members.begin(), members.end(), name) == members.end()) return true;
    std::string& content = contents[name];
    std::array<char, 64 << 10> buffer;
    for (;;) {
      const la_ssize_t count = archive_read_data(reader, buffer.data(), buffer.size());
      if (count == 0) return contents.size() < members.size();
      if (count < 0) return fail("reader.archive_damaged");
      content.append(buffer.data(), static_cast<std::size_t>(count));
      inflated += static_cast<std::uint64_t>(count);
      if (is_bomb(inflated, bytes.size())) return fail("reader.archive_bomb");
    }
  };
  VP_CHECK(for_each_entry(bytes, visit));
  if (contents.size() < members.size()) return fail("reader.archive_damaged");
  return contents;
}

Status write_zip(const std::string& path, std::vector<ZipPart> parts) {
  std::sort(parts.begin(), parts.end(), [](const ZipPart& a, const ZipPart& b) { return a.name < b.name; });
  WriteHandle writer(archive_write_new(), archive_write_free);
  archive_write_set_format_zip(writer.get());
  archive_write_zip_set_compression_store(writer.get());
  if (archive_write_open_filename(writer.get(), path.c_str()) != ARCHIVE_OK)
    return tl::unexpected(io_error(path, archive_errno(writer.get())));
  for (const ZipPart& part : parts) VP_CHECK(write_part(writer.get(), part));
  if (archive_write_close(writer.get()) != ARCHIVE_OK)
    return tl::unexpected(io_error(path, archive_errno(writer.get())));
  return {};
}

}  // namespace vungphu::reader
