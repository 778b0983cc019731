// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Where each word lies and what its bits mean, as published in docs/storage.md for storage proofs.
contract StorageTest is PostOfficeTest {
    uint256 private constant _BALANCES = 0;
    uint256 private constant _OPERATORS = 1;
    uint256 private constant _ALLOWANCES = 2;
    uint256 private constant _NONCES = 5;
    uint256 private constant _TERMS = 6;
    uint256 private constant _DOORS = 7;
    uint256 private constant _CONSENTS = 8;
    uint256 private constant _PAYOUTS = 9;
    uint256 private constant _STAMPS = 10;
    uint256 private constant _MAILINGS = 11;
    uint256 private constant _COLLECTED_MAIL = 12;

    function test_BalanceWord() public {
        credit(bob.addr, address(dollar), 123);
        bytes32 token = bytes32(tokenId(address(dollar)));
        vm.assertEq(_word(mappingSlot(subjectOf(bob.addr), token, _BALANCES)), bytes32(uint256(123)));
    }

    function test_OperatorWord() public {
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        bytes32 slot = mappingSlot(subjectOf(bob.addr), subjectOf(carol.addr), _OPERATORS);
        vm.assertEq(_word(slot), bytes32(uint256(1)));
    }

    function test_AllowanceWord() public {
        vm.prank(bob.addr);
        office.approve(carol.addr, tokenId(address(dollar)), 123);
        bytes32 slot = mappingSlot(subjectOf(bob.addr), subjectOf(carol.addr), _ALLOWANCES);
        slot = keccak256(abi.encode(tokenId(address(dollar)), slot));
        vm.assertEq(_word(slot), bytes32(uint256(123)));
    }

    function test_NonceWord() public {
        vm.startPrank(bob.addr);
        for (uint256 i = 0; i < 3; ++i) office.useNonce();
        vm.stopPrank();
        vm.assertEq(_word(mappingSlot(bob.addr, _NONCES)), bytes32(uint256(3)));
    }

    function test_TermsWord() public {
        vm.prank(alice.addr);
        office.setTerms(inboxId, address(dollar), 123_456, 7_200, true);
        bytes32 word = _word(mappingSlot(inboxId, subjectOf(address(dollar)), _TERMS));
        vm.assertEq(bits(word, 0, 96), 123_456, "stake");
        vm.assertEq(bits(word, 96, 32), 7_200, "window");
        vm.assertEq(bits(word, 128, 8), 1, "relayMayCollect");
        vm.assertEq(bits(word, 136, 40), NOW, "setAt");
        vm.assertEq(bits(word, 176, 80), 0, "unused");
    }

    function test_DoorWord() public {
        vm.prank(alice.addr);
        office.setDoor(inboxId, ITerms.Door.Closed);
        bytes32 word = _word(mappingSlot(inboxId, _DOORS));
        vm.assertEq(bits(word, 0, 8), 2, "door");
        vm.assertEq(bits(word, 8, 40), NOW, "setAt");
        vm.assertEq(bits(word, 48, 208), 0, "unused");
    }

    function test_ConsentWord() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        bytes32 word = _word(mappingSlot(inboxId, subjectOf(bob.addr), _CONSENTS));
        vm.assertEq(bits(word, 0, 8), 2, "consent");
        vm.assertEq(bits(word, 8, 40), NOW, "setAt");
        vm.assertEq(bits(word, 48, 208), 0, "unused");
    }

    function test_PayoutWord() public {
        vm.prank(recovery.addr);
        office.setPayout(inboxId, carol.addr);
        vm.assertEq(_word(mappingSlot(inboxId, _PAYOUTS)), subjectOf(carol.addr));
    }

    function test_StampWordOpen() public {
        (, bytes32 id) = posted(1);
        _assertStampWord(id, 1, 0, NOW, 0);

        setRelayMayCollect(true);
        (, id) = posted(2);
        _assertStampWord(id, 1, 1, NOW, 0);
    }

    function test_StampWordAdmitted() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(NOW + 1);
        admitAs(relay.addr, stamp);
        _assertStampWord(id, 2, 2, NOW, 0);
    }

    function test_StampWordCollected() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(NOW + 1);
        collectAs(relay.addr, stamp);
        _assertStampWord(id, 3, 3, NOW, NOW + 1);
    }

    function test_StampWordReturned() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(NOW + 1);
        returnAs(alice.addr, stamp);
        _assertStampWord(id, 4, 2, NOW, NOW + 1);
    }

    function test_StampWordExpired() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamp);
        _assertStampWord(id, 5, 0, NOW, EXPIRES_AT);
    }

    function test_StampWordVoided() public {
        vm.warp(NOW + 1);
        voidAs(bob.addr, stampOf(NATIVE, 1));
        _assertStampWord(idOf(stampOf(NATIVE, 1)), 6, 0, 0, NOW + 1);
    }

    /// @dev The domain's name and version fit into the code, so the slots kept for longer ones stay empty.
    function test_Slots3And4AreEmpty() public view {
        vm.assertEq(_word(bytes32(uint256(3))), bytes32(0));
        vm.assertEq(_word(bytes32(uint256(4))), bytes32(0));
    }

    /// @dev One storage slot for a stamp: what makes it cheap.
    function test_PostingWritesOneNewWord() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        vm.record();
        post(stamp);
        (, bytes32[] memory writes) = vm.accesses(address(office));
        vm.assertEq(writes.length, 1);
        vm.assertEq(writes[0], mappingSlot(idOf(stamp), _STAMPS));
    }

    /// @dev Nor does a signature cost one: the stamp's own word is what it can be posted once by.
    function test_PostingASignedStampWritesOneNewWord() public {
        credit(bob.addr, NATIVE, POSTAGE + 1);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = sign(bob, idOf(stamp));
        vm.record();
        office.postFor(bob.addr, inputOf(stamp), signature);
        (, bytes32[] memory writes) = vm.accesses(address(office));
        vm.assertEq(writes.length, 2);
        vm.assertEq(writes[0], mappingSlot(idOf(stamp), _STAMPS));
        vm.assertEq(writes[1], mappingSlot(subjectOf(bob.addr), bytes32(0), _BALANCES));
    }

    function _assertStampWord(
        bytes32 id,
        uint256 status,
        uint256 flags,
        uint256 postedAt,
        uint256 settledAt
    ) private view {
        bytes32 word = _word(mappingSlot(id, _STAMPS));
        vm.assertEq(bits(word, 0, 8), status, "status");
        vm.assertEq(bits(word, 8, 8), flags, "flags");
        vm.assertEq(bits(word, 16, 40), postedAt, "postedAt");
        vm.assertEq(bits(word, 56, 40), settledAt, "settledAt");
        vm.assertEq(bits(word, 96, 160), 0, "unused");
    }

    function _word(bytes32 slot) private view returns (bytes32) {
        return vm.load(address(office), slot);
    }
}
