#include "compound_file.hpp"

#include <algorithm>

#include "vungphu/base/text.hpp"

#include "little_endian.hpp"

namespace vungphu::reader {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::size_t kHeader = 512, kEntry = 128, kMiniSector = 64, kMiniCutoff = 4096;
constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF;
constexpr std::uint8_t kStream = 2, kRoot = 5;
/// Where the header says what.
constexpr std::size_t kShiftAt = 30, kDirectoryAt = 48, kMiniTableAt = 60, kMoreAt = 68, kTableAt = 76;

std::vector<std::uint32_t> numbers(std::string_view bytes) {
  std::vector<std::uint32_t> values(bytes.size() / 4);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = little_endian32(bytes, 4 * i);
  return values;
}

}  // namespace

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  if (bytes.size() < kHeader || !bytes.starts_with(kMagic)) return fail("reader.not_readable");
  CompoundFile file(bytes);
  const std::uint32_t shift = little_endian16(bytes, kShiftAt);
  if (shift != 9 && shift != 12) return fail("reader.damaged", {{"detail", "sector size"}});
  file.sector_size_ = std::size_t{1} << shift;
  VP_CHECK(file.read_table());
  VP_CHECK(file.read_directory());
  return file;
}

/// The last sector of a file may be cut short; none stands before the first.
std::string_view CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  return at < bytes_.size() ? bytes_.substr(at, sector_size_) : std::string_view();
}

/// The sectors that hold the table: 109 in the header, more in sectors of their own, each of which ends with
/// the number of the next.
Status CompoundFile::read_table() {
  const auto add = [&](std::uint32_t number) -> Status {
    if (number == kFree) return {};
    const std::string_view found = sector(number);
    if (found.size() != sector_size_) return fail("reader.damaged", {{"detail", "table"}});
    const std::vector<std::uint32_t> part = numbers(found);
    table_.insert(table_.end(), part.begin(), part.end());
    return {};
  };
  for (std::uint32_t number : numbers(bytes_.substr(kTableAt, kHeader - kTableAt))) VP_CHECK(add(number));
  const std::size_t most = bytes_.size() / sector_size_;
  std::size_t seen = 0;
  for (std::uint32_t more = little_endian32(bytes_, kMoreAt); more != kEnd && more != kFree;) {
    const std::string_view found = sector(more);
    if (found.size() != sector_size_ || ++seen > most) return fail("reader.damaged", {{"detail", "table"}});
    const std::vector<std::uint32_t> part = numbers(found);
    // More than the file has sectors: the same ones again and again.
    if (table_.size() > 2 * most + 2 * sector_size_) return fail("reader.damaged", {{"detail", "table"}});
    for (std::size_t i = 0; i + 1 < part.size(); ++i) VP_CHECK(add(part[i]));
    more = part.back();
  }
  return {};
}

Result<std::string> CompoundFile::chain(const std::vector<std::uint32_t>& table, std::uint32_t start,
                                        std::string_view from, std::size_t unit) const {
  std::string joined;
  for (std::uint32_t number = start; number != kEnd; number = table[number]) {
    const std::uint64_t at = std::uint64_t{number} * unit;
    // Longer than all there is: a circle. Cut short: the last of the file, and so of the chain.
    const bool cut = joined.size() % unit != 0;
    if (number >= table.size() || at >= from.size() || joined.size() >= from.size() || cut)
      return fail("reader.damaged", {{"detail", "chain"}});
    joined += from.substr(at, unit);
  }
  return joined;
}

Result<std::string> CompoundFile::sectors(std::uint32_t start) const {
  return chain(table_, start, bytes_.substr(std::min(sector_size_, bytes_.size())), sector_size_);
}

Status CompoundFile::read_directory() {
  VP_TRY(const std::string directory, sectors(little_endian32(bytes_, kDirectoryAt)));
  for (std::size_t at = 0; at + kEntry <= directory.size(); at += kEntry) {
    const std::string_view bytes = std::string_view(directory).substr(at, kEntry);
    Entry entry{
        {}, static_cast<std::uint8_t>(bytes[66]), little_endian32(bytes, 116), little_endian32(bytes, 120)};
    const std::size_t length = std::min<std::size_t>(little_endian16(bytes, 64), 64);
    for (std::size_t i = 0; i + 3 < length; i += 2)  // the last one is a zero
      entry.name.push_back(bytes[i + 1] == '\0' ? bytes[i] : '?');
    if (entry.type == kStream || entry.type == kRoot) entries_.push_back(std::move(entry));
  }
  const auto root =
      std::find_if(entries_.begin(), entries_.end(), [](const Entry& e) { return e.type == kRoot; });
  const std::uint32_t mini_table = little_endian32(bytes_, kMiniTableAt);
  if (root == entries_.end() || root->size == 0 || mini_table == kEnd) return {};
  VP_TRY(mini_, sectors(root->start));
  VP_TRY(const std::string table, sectors(mini_table));
  mini_table_ = numbers(table);
  return {};
}

Result<std::optional<std::string>> CompoundFile::stream(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.type == kStream && lower(entry.name) == lower(name);
  });
  if (found == entries_.end()) return std::nullopt;
  Result<std::string> bytes = found->size < kMiniCutoff ? chain(mini_table_, found->start, mini_, kMiniSector)
                                                        : sectors(found->start);
  if (!bytes) return tl::unexpected(std::move(bytes).error());
  if (bytes->size() < found->size) return fail("reader.damaged", {{"detail", "stream"}});
  bytes->resize(found->size);
  return std::optional<std::string>(*std::move(bytes));
}

}  // namespace vungphu::reader
