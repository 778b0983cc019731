// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract VoidStampsTest is PostOfficeTest {
    function test_NoneDoesNothing() public {
        watchLogs();
        vm.assertEq(office.voidStamps(new IStamps.Stamp[](0)), 0);
        assertNoLogs();
    }

    /// @dev Nor may its relay, its recipient, an operator or a spender.
    function test_RevertWhen_TheCallerIsNotTheSender() public {
        vm.startPrank(bob.addr);
        office.setOperator(carol.addr, true);
        office.approve(mallory.addr, 0, type(uint256).max);
        vm.stopPrank();
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        address[5] memory callers = [relay.addr, alice.addr, recovery.addr, carol.addr, mallory.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStamps.NotSender.selector, idOf(stamp), callers[i]));
            voidAs(callers[i], stamp);
        }
        assertWord(idOf(stamp), IStamps.StampStatus.None, false, false, 0, 0);
    }

    function test_RevertWhen_TheCallerIsNotTheSenderOfWhatWouldBePassedOver() public {
        (IStamps.Stamp memory open, bytes32 id) = posted(1);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotSender.selector, id, mallory.addr));
        voidAs(mallory.addr, open);

        IStamps.Stamp memory voided = stampOf(NATIVE, 2);
        voidAs(bob.addr, voided);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotSender.selector, idOf(voided), mallory.addr));
        voidAs(mallory.addr, voided);
    }

    /// @dev The ones before it stay as they were.
    function test_RevertWhen_TheCallerIsNotTheSenderOfOne() public {
        (IStamps.Stamp memory own, IStamps.Stamp memory others) = (stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        others.sender = carol.addr;
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotSender.selector, idOf(others), bob.addr));
        vm.prank(bob.addr);
        office.voidStamps(both(own, others));
        assertWord(idOf(own), IStamps.StampStatus.None, false, false, 0, 0);
    }

    function test_PassesOverWhatIsOpenOrAdmitted() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        vm.warp(NOW + 1);
        _assertPassedOver(stamp);
        assertWord(id, IStamps.StampStatus.Open, true, false, NOW, 0);

        admitAs(relay.addr, stamp);
        _assertPassedOver(stamp);
        assertWord(id, IStamps.StampStatus.Admitted, true, true, NOW, 0);

        collectAs(alice.addr, stamp);
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    function test_PassesOverWhatHasAnOutcome() public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](3);
        for (uint256 i = 0; i < 3; ++i) (stamps[i], ) = posted(i);
        collectAs(alice.addr, stamps[0]);
        returnAs(alice.addr, stamps[1]);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamps[2]);

        for (uint256 i = 0; i < 3; ++i) _assertPassedOver(stamps[i]);
        assertWord(idOf(stamps[0]), IStamps.StampStatus.Collected, false, true, NOW, NOW);
        assertWord(idOf(stamps[1]), IStamps.StampStatus.Returned, false, true, NOW, NOW);
        assertWord(idOf(stamps[2]), IStamps.StampStatus.Expired, false, false, NOW, EXPIRES_AT);
    }

    function test_PassesOverWhatIsVoided() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        vm.assertEq(voidAs(bob.addr, stamp), 1);
        vm.warp(NOW + 1);
        _assertPassedOver(stamp);
        assertWord(idOf(stamp), IStamps.StampStatus.Voided, false, false, 0, NOW);
    }

    function test_TheSameStampTwiceIsVoidedOnce() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        watchLogs();
        vm.prank(bob.addr);
        vm.assertEq(office.voidStamps(both(stamp, stamp)), 1);
        assertLogs(1);
    }

    function test_MakesItVoided() public {
        vm.warp(NOW + 5);
        voidAs(bob.addr, stampOf(NATIVE, 1));
        assertWord(idOf(stampOf(NATIVE, 1)), IStamps.StampStatus.Voided, false, false, 0, NOW + 5);
    }

    /// @dev Whatever is in it, and whether it was signed: nothing but its id is kept.
    function testFuzz_MakesAnyStampVoided(IStamps.Stamp memory stamp) public {
        vm.assertEq(voidAs(stamp.sender, stamp), 1);
        assertWord(idOf(stamp), IStamps.StampStatus.Voided, false, false, 0, NOW);
    }

    function test_EmitsAndCounts() public {
        (IStamps.Stamp memory open, ) = posted(1);
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](3);
        (stamps[0], stamps[1], stamps[2]) = (stampOf(NATIVE, 2), open, stampOf(address(dollar), 3));
        watchLogs();
        vm.expectEmit(address(office));
        emit IStamps.StampVoided(idOf(stamps[0]), bob.addr);
        vm.expectEmit(address(office));
        emit IStamps.StampVoided(idOf(stamps[2]), bob.addr);
        vm.prank(bob.addr);
        vm.assertEq(office.voidStamps(stamps), 2);
        assertLogs(2);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_PostingItIsRefused() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32 id = idOf(stamp);
        bytes memory signature = sign(bob, id);
        credit(bob.addr, NATIVE, POSTAGE);
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        voidAs(bob.addr, stamp);

        expectIdUsed(id, IStamps.StampStatus.Voided);
        post(stamp);
        expectIdUsed(id, IStamps.StampStatus.Voided);
        vm.prank(mallory.addr);
        office.postFor(bob.addr, inputOf(stamp), signature);
        expectIdUsed(id, IStamps.StampStatus.Voided);
        vm.prank(carol.addr);
        office.postFrom(bob.addr, inputOf(stamp));
        vm.expectRevert(abi.encodeWithSelector(IStamps.StampIdUsed.selector, 1, id, IStamps.StampStatus.Voided));
        vm.prank(bob.addr);
        office.postMany(inputsOf(both(stampOf(NATIVE, 2), stamp)));
        assertBalance(bob.addr, NATIVE, POSTAGE);
    }

    function test_AllElseIsRefused() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32 id = idOf(stamp);
        voidAs(bob.addr, stamp);

        expectNotPending(id, IStamps.StampStatus.Voided);
        admitAs(relay.addr, stamp);
        expectNotPending(id, IStamps.StampStatus.Voided);
        collectAs(alice.addr, stamp);
        expectNotPending(id, IStamps.StampStatus.Voided);
        returnAs(alice.addr, stamp);
        expectNotPending(id, IStamps.StampStatus.Voided);
        expireAs(bob.addr, stamp);
        vm.warp(EXPIRES_AT);
        expectNotPending(id, IStamps.StampStatus.Voided);
        expireAs(bob.addr, stamp);
        assertWord(id, IStamps.StampStatus.Voided, false, false, 0, NOW);
    }

    /// @dev As does the same letter of another sender.
    function test_OtherStampsStayGood() public {
        credit(bob.addr, NATIVE, POSTAGE);
        bytes memory signature = sign(bob, idOf(stampOf(NATIVE, 2)));
        voidAs(bob.addr, stampOf(NATIVE, 1));
        office.postFor(bob.addr, inputOf(stampOf(NATIVE, 2)), signature);

        IStamps.Stamp memory carols = stampOf(NATIVE, 1);
        carols.sender = carol.addr;
        vm.deal(carol.addr, POSTAGE);
        assertWord(post(carols), IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    function _assertPassedOver(IStamps.Stamp memory stamp) private {
        bytes32 slot = mappingSlot(idOf(stamp), 10);
        bytes32 word = vm.load(address(office), slot);
        watchLogs();
        vm.assertEq(voidAs(bob.addr, stamp), 0);
        assertNoLogs();
        vm.assertEq(vm.load(address(office), slot), word);
    }
}
