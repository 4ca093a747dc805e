#!/usr/bin/env perl
# Writes runtime/src/format_idna_table.c: what IDNA 2008 says of each code point, derived by RFC 5892 §3
# from the Unicode data that perl carries. Run it with a newer perl for a newer version of Unicode:
#
#     scripts/idna_table.pl >runtime/src/format_idna_table.c
use strict;
use warnings;
use feature qw(fc);
no warnings qw(surrogate non_unicode nonchar);
use Unicode::Normalize qw(NFC NFKC getCombinClass);
use Unicode::UCD;

my %exception;
$exception{$_} = 'PVALID' for 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007;
$exception{$_} = 'CONTEXT' for 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x660 .. 0x669, 0x6F0 .. 0x6F9;
$exception{$_} = 'DISALLOWED' for 0x640, 0x7FA, 0x302E, 0x302F, 0x3031 .. 0x3035, 0x303B;

sub in_blocks {
    my ($c) = @_;
    return ($c >= 0x20D0 && $c <= 0x20FF) || ($c >= 0x1D100 && $c <= 0x1D24F);
}

sub status {
    my ($c) = @_;
    my $s = chr $c;
    return $exception{$c} if $exception{$c};
    return 'DISALLOWED' if $s =~ /\p{Cn}/;
    return 'PVALID' if $s =~ /^[a-z0-9-]$/;
    return 'CONTEXT' if $s =~ /\p{Join_Control}/;
    return 'DISALLOWED' if $s =~ /\p{Hangul_Syllable_Type=L}|\p{Hangul_Syllable_Type=V}|\p{Hangul_Syllable_Type=T}/;
    return 'DISALLOWED' if $s =~ /\p{Cs}/ || NFKC(fc(NFKC($s))) ne $s;
    return 'DISALLOWED' if $s =~ /\p{Default_Ignorable_Code_Point}|\p{White_Space}|\p{Noncharacter_Code_Point}/;
    return 'DISALLOWED' if in_blocks($c);
    return $s =~ /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/ ? 'PVALID' : 'DISALLOWED';
}

# The bits of O2C_IDNA_*.
sub bits {
    my ($c) = @_;
    my $s = chr $c;
    my $status = status($c);
    return '0' if $status eq 'DISALLOWED';
    my @bits = $status eq 'CONTEXT' ? ('CONTEXT') : ('VALID');
    push @bits, 'MARK' if $s =~ /\p{M}/;
    push @bits, 'VIRAMA' if $s =~ /\p{Canonical_Combining_Class=9}/;
    push @bits, 'GREEK' if $s =~ /\p{Script=Greek}/;
    push @bits, 'HEBREW' if $s =~ /\p{Script=Hebrew}/;
    push @bits, 'KANA_HAN' if $s =~ /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/;
    push @bits, 'JOINS_BEHIND' if $s =~ /[\p{Joining_Type=L}\p{Joining_Type=D}]/;
    push @bits, 'JOINS_BEFORE' if $s =~ /[\p{Joining_Type=R}\p{Joining_Type=D}]/;
    push @bits, 'JOINS_THROUGH' if $s =~ /\p{Joining_Type=T}/;
    for my $class (qw(L R AL AN EN NSM)) {
        push @bits, $class if $s =~ /\p{Bidi_Class=$class}/;
    }
    push @bits, 'NEUTRAL' if $s =~ /[\p{Bidi_Class=ES}\p{Bidi_Class=CS}\p{Bidi_Class=ET}\p{Bidi_Class=ON}\p{Bidi_Class=BN}]/;
    return join ' | ', map {"O2C_IDNA_$_"} @bits;
}

my (@ranges, @sets, %number);
my $last = '';
for my $c (0x2D .. 0x10FFFF + 1) {
    my $set = $c > 0x10FFFF ? '0' : bits($c);
    next if $set eq $last;
    $last = $set;
    if (!exists $number{$set}) {
        $number{$set} = @sets;
        push @sets, $set;
    }
    push @ranges, sprintf '0x%X', $c << 8 | $number{$set};
}
die 'too many sets' if @sets > 256;

# Combining classes of what may stand in a label, as ranges like those above.
my @classes;
my $before = 0;
for my $c (0x2D .. 0x10FFFF + 1) {
    my $class = $c > 0x10FFFF || status($c) eq 'DISALLOWED' ? 0 : getCombinClass($c);
    next if $class == $before;
    push @classes, sprintf '0x%X', $c << 8 | $class;
    $before = $class;
}

# Pairs of such that are one code point in normalization form C, in order; and their order by that one.
my @pairs;
for my $c (0 .. 0x10FFFF) {
    next if chr($c) !~ /\p{Decomposition_Type=Canonical}/ || ($c >= 0xAC00 && $c <= 0xD7A3);
    my @parts = map {ord} split //, Unicode::Normalize::getCanon($c) // '';
    my ($first, $second) = (ord NFC(join '', map {chr} @parts[0 .. $#parts - 1]), $parts[-1]);
    next if @parts < 2 || NFC(chr($first) . chr($second)) ne chr $c;
    next if status($first) eq 'DISALLOWED' || status($second) eq 'DISALLOWED';
    push @pairs, [$first, $second, $c];
}
@pairs = sort { $a->[0] <=> $b->[0] || $a->[1] <=> $b->[1] } @pairs;
my @composites = sort { $pairs[$a][2] <=> $pairs[$b][2] } 0 .. $#pairs;
@pairs = map { sprintf '0x%XU', $_->[0] << 42 | $_->[1] << 21 | $_->[2] } @pairs;

my $version = Unicode::UCD::UnicodeVersion();
$version =~ s/\.0$//;
print "/* Made by scripts/idna_table.pl of Unicode $version. */\n";
print "#include \"format_idna.h\"\n\n";
print "const uint32_t o2c_idna_sets[] = {\n";
print "    $_,\n" for @sets;
print "};\n";

sub print_array {
    my ($type, $name, @numbers) = @_;
    printf "\nconst size_t o2c_idna_%s_count = %d;\n\n", $name, scalar @numbers;
    print "const $type o2c_idna_${name}s[] = {\n";
    my $line = '   ';
    for my $number (@numbers) {
        if (length("$line $number,") > 100) {
            print "$line\n";
            $line = '   ';
        }
        $line .= " $number,";
    }
    print "$line\n};\n";
}
print_array('uint32_t', 'range', @ranges);
print_array('uint32_t', 'mark', @classes);
print_array('uint64_t', 'pair', @pairs);
print_array('uint16_t', 'composite', @composites);
