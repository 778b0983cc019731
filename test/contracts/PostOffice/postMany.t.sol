// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract PostManyTest is PostOfficeTest {
    function test_RevertWhen_ThereAreNone() public {
        vm.expectRevert(IStamps.NoStamps.selector);
        office.postMany(new IStamps.PostInput[](0));
        vm.expectRevert(IStamps.NoStamps.selector);
        vm.prank(bob.addr);
        office.postMany{value: 1}(new IStamps.PostInput[](0));
    }

    function test_RevertWhen_TokensDiffer() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(address(dollar), 2));
        _expectRefusal(abi.encodeWithSelector(IStamps.TokensDiffer.selector, 1, NATIVE, address(dollar)), stamps);
        stamps = both(stampOf(address(dollar), 1), stampOf(NATIVE, 2));
        _expectRefusal(abi.encodeWithSelector(IStamps.TokensDiffer.selector, 1, address(dollar), NATIVE), stamps);
    }

    function test_RevertWhen_OneHasAnInvalidRelay() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].relay = address(office);
        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 1, address(office)), stamps);
    }

    function test_RevertWhen_OneHasCarriageWithoutRelay() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].relay = address(0);
        _expectRefusal(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, 1, CARRIAGE), stamps);
    }

    function test_RevertWhen_OneInboxIsNone() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].inboxId = bytes32(0);
        _expectRefusal(abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 1, bytes32(0), NATIVE), stamps);
    }

    function test_RevertWhen_OneStakeIsTooLow() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].stake = STAKE - 1;
        _expectRefusal(abi.encodeWithSelector(IStamps.StakeTooLow.selector, 1, STAKE - 1, STAKE), stamps);
    }

    function test_RevertWhen_OneExpiryIsOutOfRange() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].expiresAt = uint40(NOW);
        _expectRefusal(
            abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, 1, uint40(NOW), NOW + WINDOW, NOW + 60 days),
            stamps
        );
    }

    function test_RevertWhen_OneInboxDeniesTheSender() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[0].inboxId = malloryInboxId;
        _expectRefusal(abi.encodeWithSelector(IStamps.SenderDenied.selector, 1, inboxId, bob.addr), stamps);
        vm.assertEq(uint8(statusOf(idOf(stamps[0]))), uint8(IStamps.StampStatus.None), "posts none");
    }

    function test_RevertWhen_OneComesTwice() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32 id = idOf(stamp);
        _expectRefusal(
            abi.encodeWithSelector(IStamps.StampIdUsed.selector, 1, id, IStamps.StampStatus.Open),
            both(stamp, stamp)
        );
        vm.assertEq(uint8(statusOf(id)), uint8(IStamps.StampStatus.None), "posts none");
    }

    function test_RevertWhen_TheyAreNotPaidInFull() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 0, 1, uint256(0))
        );
        vm.prank(bob.addr);
        office.postMany{value: 2 * POSTAGE - 1}(inputsOf(stamps));
        vm.assertEq(uint8(statusOf(idOf(stamps[0]))), uint8(IStamps.StampStatus.None), "posts none");
    }

    function test_RevertWhen_ValueComesWithAnotherToken() public {
        vm.expectRevert(abi.encodeWithSelector(IStamps.UnexpectedValue.selector, 1));
        vm.prank(bob.addr);
        office.postMany{value: 1}(inputsOf(only(stampOf(address(dollar), 1))));
    }

    function test_TakesTheSumOnce() public {
        credit(bob.addr, address(dollar), 5);
        IStamps.Stamp[] memory stamps = both(stampOf(address(dollar), 1), stampOf(address(dollar), 2));
        (stamps[1].stake, stamps[1].carriage) = (STAKE + 100, 0);
        uint256 sum = POSTAGE + STAKE + 100;

        vm.expectCall(address(dollar), abi.encodeCall(dollar.transferFrom, (bob.addr, address(office), sum - 5)), 1);
        vm.expectEmit(address(office), 1);
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 5);
        vm.prank(bob.addr);
        office.postMany(inputsOf(stamps));
        assertBalance(bob.addr, address(dollar), 0);
        assertHeld(address(dollar), sum);
    }

    function test_CreditsTheSurplusOnce() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        vm.expectEmit(address(office), 1);
        emit IERC6909.Transfer(bob.addr, address(0), bob.addr, 0, 7);
        vm.prank(bob.addr);
        office.postMany{value: 2 * POSTAGE + 7}(inputsOf(stamps));
        assertBalance(bob.addr, NATIVE, 7);
        assertHeld(NATIVE, 2 * POSTAGE + 7);
    }

    function test_EmitsForEachAndReturnsTheIds() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        stamps[1].inboxId = malloryInboxId;
        bytes32[] memory expected = new bytes32[](2);
        for (uint256 i = 0; i < 2; ++i) {
            expected[i] = idOf(stamps[i]);
            vm.expectEmit(address(office));
            emit IStamps.StampPosted(
                expected[i],
                stamps[i].inboxId,
                bob.addr,
                relay.addr,
                NATIVE,
                stamps[i].letterHash,
                CARRIAGE,
                STAKE,
                EXPIRES_AT
            );
        }
        vm.prank(bob.addr);
        vm.assertEq(office.postMany{value: 2 * POSTAGE}(inputsOf(stamps)), expected);
        for (uint256 i = 0; i < 2; ++i) assertWord(expected[i], IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    /// @dev One call or many calls: the same stamps, the same money.
    function testFuzz_IsAsManyPosts(uint8 count, uint96[8] memory stakes, uint96 carriage) public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](bound(count, 1, 8));
        uint256 sum = 0;
        for (uint256 i = 0; i < stamps.length; ++i) {
            stamps[i] = stampOf(NATIVE, i);
            (stamps[i].stake, stamps[i].carriage) = (uint96(bound(stakes[i], STAKE, type(uint96).max)), carriage);
            sum += uint256(stamps[i].stake) + carriage;
        }
        vm.deal(bob.addr, sum);
        vm.prank(bob.addr);
        bytes32[] memory ids = office.postMany{value: sum}(inputsOf(stamps));
        assertHeld(NATIVE, sum);
        for (uint256 i = 0; i < stamps.length; ++i) {
            vm.assertEq(ids[i], idOf(stamps[i]));
            assertWord(ids[i], IStamps.StampStatus.Open, false, false, NOW, 0);
        }
    }

    function _expectRefusal(bytes memory refusal, IStamps.Stamp[] memory stamps) private {
        vm.expectRevert(refusal);
        vm.prank(bob.addr);
        office.postMany{value: 2 * POSTAGE}(inputsOf(stamps));
    }
}
