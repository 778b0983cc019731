// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title What every test of mailings starts from
/// @notice Mailings of Bob's by our relay; letters of even index go to Alice, the others to Mallory. Five letters where
/// nothing else is said: an odd count, three levels, three positions of padding.
abstract contract MailingTest is PostOfficeTest {
    uint32 internal constant COUNT = 5;
    uint256 internal constant MAIL_STAKE = 5_000_000;
    uint256 internal constant MAIL_CARRIAGE = 100_000;
    uint256 internal constant MAIL_POSTAGE = 5_100_000;
    string internal constant URI = "https://letters.example/5";
    bytes32 internal constant MAILING_TYPEHASH = keccak256(
        "Mailing(address sender,address relay,address token,bytes32 root,"
        "uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)"
    );

    /* TREES, written apart from the contracts' own */

    function leafOf(uint256 index, bytes32 inbox, bytes32 letterHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(keccak256(abi.encodePacked(index, inbox, letterHash))));
    }

    function nodeOf(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(left, right));
    }

    /// @return layers The leaves with their padding first, the root alone last.
    function layersOf(bytes32[] memory leaves) internal pure returns (bytes32[][] memory layers) {
        uint256 levels = 0;
        while (2 ** levels < leaves.length) ++levels;
        layers = new bytes32[][](levels + 1);
        layers[0] = new bytes32[](2 ** levels);
        for (uint256 i = 0; i < leaves.length; ++i) layers[0][i] = leaves[i];
        for (uint256 level = 1; level <= levels; ++level) {
            layers[level] = new bytes32[](2 ** (levels - level));
            for (uint256 i = 0; i < layers[level].length; ++i) {
                layers[level][i] = nodeOf(layers[level - 1][2 * i], layers[level - 1][2 * i + 1]);
            }
        }
    }

    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        bytes32[][] memory layers = layersOf(leaves);
        return layers[layers.length - 1][0];
    }

    function proofIn(bytes32[][] memory layers, uint256 index) internal pure returns (bytes32[] memory proof) {
        proof = new bytes32[](layers.length - 1);
        for (uint256 level = 0; level < proof.length; ++level) {
            proof[level] = layers[level][index % 2 == 0 ? index + 1 : index - 1];
            index /= 2;
        }
    }

    /// @dev The root of a tree of which nothing but one leaf and its siblings is known.
    function climb(bytes32 node, uint256 index, bytes32[] memory siblings) internal pure returns (bytes32) {
        for (uint256 level = 0; level < siblings.length; ++level) {
            node = index % 2 == 0 ? nodeOf(node, siblings[level]) : nodeOf(siblings[level], node);
            index /= 2;
        }
        return node;
    }

    /* LETTERS */

    function mailInboxOf(uint256 index) internal view returns (bytes32) {
        return index % 2 == 0 ? inboxId : malloryInboxId;
    }

    function mailHashOf(uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode("mail", index));
    }

    function leavesOf(uint256 count) internal view returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) leaves[i] = leafOf(i, mailInboxOf(i), mailHashOf(i));
    }

    function claimIn(bytes32[][] memory layers, uint32 index) internal view returns (IMailings.MailClaim memory) {
        return
            IMailings.MailClaim({
                index: index,
                inboxId: mailInboxOf(index),
                letterHash: mailHashOf(index),
                proof: proofIn(layers, index)
            });
    }

    /// @dev Of a mailing of five letters; so below.
    function claimOf(uint32 index) internal view returns (IMailings.MailClaim memory) {
        return claimIn(layersOf(leavesOf(COUNT)), index);
    }

    function claimsOf(uint32[] memory indexes) internal view returns (IMailings.MailClaim[] memory claims) {
        claims = new IMailings.MailClaim[](indexes.length);
        for (uint256 i = 0; i < indexes.length; ++i) claims[i] = claimOf(indexes[i]);
    }

    function only(IMailings.MailClaim memory claim) internal pure returns (IMailings.MailClaim[] memory claims) {
        claims = new IMailings.MailClaim[](1);
        claims[0] = claim;
    }

    function these(uint32 index) internal pure returns (uint32[] memory indexes) {
        indexes = new uint32[](1);
        indexes[0] = index;
    }

    function these(uint32 first, uint32 second) internal pure returns (uint32[] memory indexes) {
        indexes = new uint32[](2);
        (indexes[0], indexes[1]) = (first, second);
    }

    function these(uint32 first, uint32 second, uint32 third) internal pure returns (uint32[] memory indexes) {
        indexes = new uint32[](3);
        (indexes[0], indexes[1], indexes[2]) = (first, second, third);
    }

    /* MAILINGS */

    function mailingOf(address token) internal view returns (IMailings.Mailing memory) {
        return mailingWith(token, leavesOf(COUNT));
    }

    function mailingWith(
        address token,
        bytes32[] memory leaves
    ) internal view returns (IMailings.Mailing memory mailing) {
        mailing.sender = bob.addr;
        mailing.relay = relay.addr;
        mailing.token = token;
        mailing.root = rootOf(leaves);
        mailing.carriage = CARRIAGE;
        mailing.stake = STAKE;
        mailing.count = uint32(leaves.length);
        mailing.expiresAt = EXPIRES_AT;
    }

    /// @dev Its EIP-712 digest, worked out here.
    function mailingIdOf(IMailings.Mailing memory mailing) internal view returns (bytes32) {
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        return typedDataDigest(separator, keccak256(abi.encode(MAILING_TYPEHASH, mailing)));
    }

    /// @dev Opens it as its sender, who pays all of it at once.
    function open(IMailings.Mailing memory mailing) internal returns (bytes32) {
        uint256 postage = mailing.count * (uint256(mailing.carriage) + mailing.stake);
        vm.prank(mailing.sender);
        return office.openMailing{value: mailing.token == NATIVE ? postage : 0}(mailing, URI);
    }

    /// @dev An open mailing of five letters.
    function opened(address token) internal returns (IMailings.Mailing memory mailing, bytes32 id) {
        mailing = mailingOf(token);
        id = open(mailing);
    }

    function admitMailingAs(address caller, IMailings.Mailing memory mailing) internal {
        vm.prank(caller);
        office.admitMailing(mailing);
    }

    function collectMailAs(
        address caller,
        IMailings.Mailing memory mailing,
        IMailings.MailClaim[] memory claims
    ) internal {
        vm.prank(caller);
        office.collectMail(mailing, claims);
    }

    function closeMailingAs(address caller, IMailings.Mailing memory mailing) internal {
        vm.prank(caller);
        office.closeMailing(mailing);
    }

    /* DIRTY CALLDATA */

    /// @dev A mailing's id is taken over its calldata as it came: bits outside of a field's type must not get through.
    function assertDirtyMailingFails(address caller, uint256 value, bytes memory call) internal {
        uint8[7] memory words = [0, 1, 2, 4, 5, 6, 7];
        uint8[7] memory widths = [160, 160, 160, 96, 96, 32, 40];
        for (uint256 i = 0; i < words.length; ++i) {
            for (uint256 bit = widths[i]; bit < 256; bit += 7) {
                vm.assertFalse(_callAs(caller, value, flipped(call, words[i], bit)), "dirty mailing");
            }
        }
    }

    /// @param width Of the field's type, in bits.
    function assertDirtyFails(address caller, bytes memory call, uint256 word, uint256 width) internal {
        for (uint256 bit = width; bit < 256; bit += 7) {
            vm.assertFalse(_callAs(caller, 0, flipped(call, word, bit)), "dirty calldata");
        }
    }

    /// @dev That it was the dirt which failed.
    function assertCallSucceeds(address caller, uint256 value, bytes memory call) internal {
        vm.assertTrue(_callAs(caller, value, call), "clean calldata");
    }

    /// @dev `call` with one bit of one word of its arguments the other way round.
    function flipped(bytes memory call, uint256 word, uint256 bit) internal pure returns (bytes memory copy) {
        copy = bytes.concat(call);
        vm.assertLt(word * 32 + 35, copy.length);
        // Safety: within the copy, as was just seen.
        assembly ("memory-safe") {
            let position := add(add(copy, 0x24), mul(word, 0x20))
            mstore(position, xor(mload(position), shl(bit, 1)))
        }
    }

    function _callAs(address caller, uint256 value, bytes memory call) private returns (bool success) {
        vm.prank(caller);
        (success, ) = address(office).call{value: value}(call);
    }

    /* EXPECTING */

    /// @dev The mailing's whole word in storage, slot 11 (docs/storage.md), and what the view says of it.
    function assertMailing(
        bytes32 id,
        IMailings.MailingStatus status,
        uint256 collected,
        uint256 openedAt,
        uint256 closedAt
    ) internal view {
        uint256 word = uint256(status) | (collected << 8) | (openedAt << 40) | (closedAt << 80);
        vm.assertEq(vm.load(address(office), mappingSlot(id, 11)), bytes32(word), "word");
        (IMailings.MailingStatus seen, uint32 seenCollected, uint40 seenOpenedAt, uint40 seenClosedAt) = office.mailing(
            id
        );
        vm.assertEq(uint8(seen), uint8(status), "status");
        vm.assertEq(seenCollected, collected, "collected");
        vm.assertEq(seenOpenedAt, openedAt, "openedAt");
        vm.assertEq(seenClosedAt, closedAt, "closedAt");
    }

    /// @dev The whole word of 256 indexes, slot 12.
    function assertPage(bytes32 id, uint256 page, uint256 expected) internal view {
        bytes32 slot = mappingSlot(id, bytes32(page), 12);
        vm.assertEq(vm.load(address(office), slot), bytes32(expected), "collected bits");
    }

    function expectMailNotPending(bytes32 id, IMailings.MailingStatus status) internal {
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailingNotPending.selector, id, status));
    }

    function expectMailHasExpired(bytes32 id, uint40 expiresAt) internal {
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailingHasExpired.selector, id, expiresAt));
    }
}
