// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {InboxIds} from "../../../contracts/libraries/InboxIds.sol";
import {Test} from "../base/Test.sol";

contract InboxIdsTest is Test {
    function testFuzz_Derive_HashesTheTextOfOpenZeppelin(address wallet, uint64 inboxNonce) external pure {
        _assertText(wallet, inboxNonce);
    }

    /// @dev The vectors of the design, of XMTP's own client library.
    function test_Derive_MatchesXmtp() external pure {
        vm.assertEq(
            InboxIds.derive(0x1234567890AbcdEF1234567890aBcdef12345678, 0),
            0xfcd18d86276d7a99fe522dba9660c420f03c8648785ada7c5daae232a3df77a9
        );
        vm.assertEq(
            InboxIds.derive(0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, 1),
            0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a
        );
    }

    /// @dev Each of the 16 digits at each of the 40 places, alone and among letters.
    function test_Derive_WritesEveryDigitAtEveryPlace() external pure {
        for (uint256 place = 0; place < 40; ++place) {
            for (uint256 digit = 0; digit < 16; ++digit) {
                uint160 alone = uint160(digit << (place * 4));
                _assertText(address(alone), 0);
                _assertText(address(~alone), 0);
            }
        }
    }

    function test_Derive_OfTheLeastAndTheLargest() external pure {
        vm.assertEq(InboxIds.derive(address(0), 0), sha256("0x00000000000000000000000000000000000000000"));
        vm.assertEq(
            InboxIds.derive(address(type(uint160).max), type(uint64).max),
            sha256("0xffffffffffffffffffffffffffffffffffffffff18446744073709551615")
        );
    }

    function test_Derive_OfEveryLengthOfNonce() external pure {
        for (uint256 nonce = 1; nonce <= type(uint64).max; nonce *= 10) {
            _assertText(address(0xabcdef), uint64(nonce));
            _assertText(address(0xabcdef), uint64(nonce - 1));
        }
    }

    /// @dev The digits of 20 bytes: OpenZeppelin writes them small.
    function _assertText(address wallet, uint64 inboxNonce) private pure {
        string memory text = string.concat(
            Strings.toHexString(uint160(wallet), 20),
            Strings.toString(uint256(inboxNonce))
        );
        vm.assertEq(InboxIds.derive(wallet, inboxNonce), sha256(bytes(text)));
        vm.assertEq(Strings.toHexString(wallet), Strings.toHexString(uint160(wallet), 20));
    }
}
