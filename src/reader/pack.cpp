#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <stdlib.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/reader/reader.hpp"

#include "archive.hpp"
#include "file_sets.hpp"
#include "formats.hpp"
#include "little_endian.hpp"
#include "worker_process.hpp"

namespace vungphu::reader {
namespace {

namespace fs = std::filesystem;

std::string format_list() {
  std::string list;
  for (const Format& format : formats()) list += (list.empty() ? "" : ", ") + std::string(format.label);
  return list;
}

Result<Signature> signature_of(const fs::path& file) {
  std::string head(4096, '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return tl::unexpected(io_error(file.string(), errno));
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return sniff(head);
}

Status check_file(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return fail("reader.file_missing", {{"path", file.string()}});
  if (!fs::is_regular_file(status)) return fail("reader.not_a_file", {{"path", file.string()}});
  if (fs::file_size(file, error) == 0 && !error) return fail("reader.file_empty", {{"path", file.string()}});
  return {};
}

tl::unexpected<Error> not_the_format(const fs::path& file, std::string_view label, Signature found) {
  return fail(
      "reader.not_the_format",
      {{"path", file.string()}, {"format", std::string(label)}, {"found", std::string(name_of(found))}});
}

/// The names in the first part of the directory of a file of Microsoft's compound kind, lower case; of two
/// bytes of a character the first. The file itself is opened by a worker.
std::vector<std::string> compound_names(const fs::path& file) {
  constexpr std::size_t kPart = 4096, kEntry = 128, kMostName = 64;
  constexpr std::size_t kSectorShiftAt = 30, kDirectoryAt = 48;  // in the header
  constexpr std::size_t kNameLengthAt = 64, kTypeAt = 66;        // in an entry
  constexpr std::array<char, 3> kTypes{1, 2, 5};                 // storage, stream, root
  std::ifstream stream(file, std::ios::binary);
  std::string head(512, '\0'), directory(kPart, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  const std::uint64_t sector = little_endian32(head, kDirectoryAt);
  stream.clear();
  stream.seekg(static_cast<std::streamoff>((sector + 1) << (little_endian16(head, kSectorShiftAt) & 15)));
  stream.read(directory.data(), static_cast<std::streamsize>(directory.size()));
  std::vector<std::string> names;
  for (std::size_t at = 0; at < directory.size(); at += kEntry) {
    const std::string_view entry = std::string_view(directory).substr(at, kEntry);
    const std::size_t length = little_endian16(entry, kNameLengthAt);  // in bytes, with a zero behind it
    const bool is_entry = std::find(kTypes.begin(), kTypes.end(), entry[kTypeAt]) != kTypes.end();
    if (!is_entry || length > kMostName) continue;
    std::string name;
    for (std::size_t i = 0; i + 2 < length; i += 2) name.push_back(entry[i]);
    names.push_back(lower(name));
  }
  return names;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool has_workbook(const std::vector<std::string>& names) {
  return has(names, "workbook") || has(names, "book");
}

/// Word, MicroStation and an encrypted .xlsx come in the same kind of file as an old workbook, and may
/// themselves be put into one.
Status check_compound(const fs::path& file, const Args& args) {
  const std::vector<std::string> names = compound_names(file);
  if (has_workbook(names)) return {};
  if (has(names, "worddocument")) return fail("reader.word", args);
  if (std::any_of(names.begin(), names.end(), [](const auto& name) { return name.starts_with("dgn~"); }))
    return fail("reader.dgn", args);
  if (has(names, "encryptedpackage")) return fail("reader.encrypted");
  return {};
}

/// What is sent under any name, and has an answer of its own.
Status check_usual_mistakes(const fs::path& file, Signature found) {
  const Args args{{"path", file.string()}};
  switch (found) {
    case Signature::ole:
      return check_compound(file, args);
    case Signature::bare_excel:
      return fail("reader.old_excel", args);
    case Signature::html:
      return fail("reader.html_table", args);
    case Signature::pdf:
      return fail("reader.pdf", args);
    case Signature::dwg:
      return fail("reader.dwg", args);
    case Signature::dgn:
      return fail("reader.dgn", args);
    case Signature::access:
      return fail("reader.access", args);
    default:
      return {};
  }
}

/// Names of the files in an archive, from a worker: its directory is foreign bytes as well.
Result<std::vector<std::string>> archive_members(const fs::path& file, const Limits& limits) {
  auto none = [](const Frame&) -> Status { return fail("reader.worker_died", {{"how", "frame order"}}); };
  VP_TRY(Done done,
         run_worker(file.string(), {.job = Job::members, .format = "zip", .limits = limits}, none, {}));
  return std::move(done.members);
}

bool is_word(const std::vector<std::string>& members) {
  return std::any_of(members.begin(), members.end(),
                     [](const auto& name) { return name.starts_with("word/"); });
}

Result<Packed> pack_archive(const fs::path& file, const std::string& member, const Limits& limits) {
  VP_TRY(std::vector<std::string> members, archive_members(file, limits));
  if (is_word(members)) return fail("reader.word", {{"path", file.string()}});
  VP_TRY(FileSet set, only_set(members, member));
  return Packed{file.string(), set.format, set.main, file.filename().string()};
}

/// An .xlsx, .ods or .kmz that is a zip, but of something else.
Status check_zip_inside(const fs::path& file, const Format& format, const Limits& limits) {
  VP_TRY(std::vector<std::string> members, archive_members(file, limits));
  if (is_word(members)) return fail("reader.word", {{"path", file.string()}});
  const bool fits = std::any_of(members.begin(), members.end(), [&](const std::string& name) {
    if (format.id == "xlsx") return name.starts_with("xl/");
    if (format.id == "ods") return name == "content.xml";
    return extension_of(name) == "kml" || name.find(".gdb/") != name.npos;
  });
  return fits ? Status{} : Status(not_the_format(file, format.label, Signature::zip));
}

/// An Excel file of one kind under the name of the other is told which name it should have.
Status check_name(const fs::path& file, const Format& format, Signature found, const Limits& limits) {
  if (has_signature(format, found)) return {};
  const auto renamed = [&](std::string_view id) {
    const Format& real = *format_by_id(id);
    return fail("reader.excel_name", {{"path", file.string()},
                                      {"format", std::string(real.label)},
                                      {"extension", "." + std::string(real.extensions[0])}});
  };
  if (format.id == "xlsx" && found == Signature::ole && has_workbook(compound_names(file)))
    return renamed("xls");
  if (format.id == "xls" && found == Signature::zip) {
    VP_TRY(const std::vector<std::string> members, archive_members(file, limits));
    if (std::any_of(members.begin(), members.end(), [](const auto& name) { return name.starts_with("xl/"); }))
      return renamed("xlsx");
  }
  return not_the_format(file, format.label, found);
}

bool names_an_archive(std::string_view extension) {
  constexpr std::array<std::string_view, 6> kExtensions{"zip", "rar", "7z", "tar", "gz", "tgz"};
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

/// A .tab that stands for a picture has no table beside it to be missed.
bool is_picture_tab(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(4096, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  return lower(head.substr(0, static_cast<std::size_t>(stream.gcount()))).find("type \"raster\"") !=
         head.npos;
}

/// The set whose main file is `main`, from the files beside it.
FileSet loose_set(const fs::path& main) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = main.has_parent_path() ? main.parent_path() : fs::path(".");
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());  // a folder lists them in any order
  for (FileSet& set : find_sets(names))
    if (set.main == main.filename()) return set;
  const std::string name = main.filename().string();
  return {std::string(format_by_extension(extension_of(name))->id),
          main.stem().string(),
          name,
          {{extension_of(name), name}}};
}

Result<Packed> pack_loose(const fs::path& main, const std::string& scratch) {
  const FileSet set = loose_set(main);
  if (set.format == "tab" && is_picture_tab(main)) return fail("reader.picture", {{"path", main.string()}});
  VP_CHECK(check_parts(set));
  if (set.parts.size() == 1) return Packed{main.string(), set.format, "", main.filename().string()};
  std::string zip = scratch + "/packed-XXXXXX.zip";
  const int fd = mkstemps(zip.data(), 4);
  if (fd < 0) return tl::unexpected(io_error(scratch, errno));
  close(fd);
  std::vector<ZipPart> parts;
  for (const auto& [extension, name] : set.parts)
    parts.push_back({name, (main.parent_path() / name).string()});
  if (Status written = write_zip(zip, std::move(parts)); !written) {
    unlink(zip.c_str());
    return tl::unexpected(std::move(written).error());
  }
  return Packed{zip, set.format, "", main.filename().string(), true};
}

}  // namespace

Result<Packed> pack(const std::string& path, const std::string& scratch, const std::string& member,
                    const Limits& limits) {
  const fs::path file(path);
  VP_CHECK(check_file(file));
  VP_TRY(Signature found, signature_of(file));
  VP_CHECK(check_usual_mistakes(file, found));
  const std::string extension = extension_of(path);
  if (names_an_archive(extension)) {
    if (!is_archive(found)) return not_the_format(file, "ZIP, RAR, 7z, TAR", found);
    return pack_archive(file, member, limits);
  }
  if (!member.empty()) return fail("reader.no_archive", {{"path", path}});
  if (extension == "docx" || extension == "doc") return fail("reader.word", {{"path", path}});
  const Format* format = format_by_extension(extension);
  if (!format) return fail("reader.unknown_format", {{"path", path}, {"formats", format_list()}});
  VP_CHECK(check_name(file, *format, found, limits));
  if (has_parts(format->id)) return pack_loose(file, scratch);
  if (found == Signature::zip) VP_CHECK(check_zip_inside(file, *format, limits));
  return Packed{path, std::string(format->id), "", file.filename().string()};
}

}  // namespace vungphu::reader
